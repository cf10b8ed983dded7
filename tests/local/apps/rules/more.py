"""Functions of a blueprint."""

import azure.functions as func

bp = func.Blueprint()


@bp.function_name("getPong")
@bp.route(route="ping", methods=["GET"])
def ping(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("pong")
