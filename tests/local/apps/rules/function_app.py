"""A toy app whose functions tell what the host handed them."""

import json
import logging

import azure.functions as func
from more import bp

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
app.register_functions(bp)


def told(name: str, req: func.HttpRequest) -> func.HttpResponse:
    body = {
        "function": name,
        "method": req.method,
        "url": req.url,
        "params": dict(req.params),
        "route": dict(req.route_params),
        "headers": dict(req.headers),
        "body": req.get_body().decode("latin-1"),
    }
    return func.HttpResponse(json.dumps(body), mimetype="application/json")


@app.route(route="echo", methods=["GET", "POST"])
def echo(req: func.HttpRequest) -> func.HttpResponse:
    return told("echo", req)


@app.route(route="items/{id}", methods=["GET"])
def item(req: func.HttpRequest) -> func.HttpResponse:
    return told("item", req)


@app.route(route="items/{id:int}", methods=["GET"])
def numbered_item(req: func.HttpRequest) -> func.HttpResponse:
    return told("numbered_item", req)


@app.route(route="items/special", methods=["GET"])
def special_item(req: func.HttpRequest) -> func.HttpResponse:
    return told("special_item", req)


@app.route(route="items/{id}", methods=["PUT", "DELETE"])
def change_item(req: func.HttpRequest) -> func.HttpResponse:
    return told("change_item", req)


@app.route(route="items/{id}/parts/{part}", methods=["GET"])
def part(req: func.HttpRequest) -> func.HttpResponse:
    return told("part", req)


@app.route(route="pages/{number:range(1,9)?}", methods=["GET"])
def page(req: func.HttpRequest) -> func.HttpResponse:
    return told("page", req)


@app.route(route="files/{*path}", methods=["GET"])
def files(req: func.HttpRequest) -> func.HttpResponse:
    return told("files", req)


@app.route()
def any_method(req: func.HttpRequest) -> func.HttpResponse:
    return told("any_method", req)


@app.route(route="json", methods=["POST"])
def json_body(req: func.HttpRequest) -> func.HttpResponse:
    try:
        return func.HttpResponse(json.dumps(req.get_json()), mimetype="application/json")
    except ValueError as error:
        return func.HttpResponse(str(error), status_code=400)


@app.route(route="form", methods=["POST"])
def form(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(json.dumps(dict(req.form)))


@app.route(route="raise", methods=["GET"])
def failing(req: func.HttpRequest) -> func.HttpResponse:
    raise RuntimeError("the password is swordfish")


@app.route(route="nothing", methods=["GET"])
def nothing(req: func.HttpRequest):
    return None


@app.route(route="dict", methods=["GET"])
def a_dict(req: func.HttpRequest):
    return {"a": 1}


@app.route(route="text", methods=["GET"])
def text(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("größer", status_code=203, headers={"X-Out": "1"})


@app.route(route="binary", methods=["GET"])
def binary(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(bytes(range(256)), mimetype="application/octet-stream")


@app.route(route="cookies", methods=["GET"])
def cookies(req: func.HttpRequest) -> func.HttpResponse:
    reply = func.HttpResponse("")
    reply.headers.add("Set-Cookie", "a=1; Path=/x; HttpOnly; SameSite=Lax")
    reply.headers.add("Set-Cookie", "b=2")
    return reply


@app.route(route="empty", methods=["DELETE"])
def empty(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=204)


@app.route(route="later", methods=["GET"])
async def later(req: func.HttpRequest) -> func.HttpResponse:
    return told("later", req)


@app.route(route="context", methods=["GET"])
def with_context(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    logging.info("called")
    known = (len(context.invocation_id), context.function_name)
    return func.HttpResponse(json.dumps(known))


@app.route(route="locked", methods=["GET"], auth_level=func.AuthLevel.FUNCTION)
def locked(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("open")
