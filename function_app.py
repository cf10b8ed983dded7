"""What the Functions host looks for: every trigger of the back-end, on one app."""

import os

import azure.functions as func

from functions.service import compose
from functions.triggers import blueprint

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
app.register_functions(blueprint(compose(os.environ)))
