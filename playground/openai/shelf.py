"""The API's smaller paths: models, files, moderations."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from openai.types.moderation import Categories

from playground.forms import fields_of
from playground.openai.errors import ApiError, refused
from playground.openai.files import StoredFile, stored_file
from playground.openai.front import SERVICE
from playground.openai.logbook import NOTE
from playground.openai.models import model_object
from playground.openai.record import new_id
from playground.openai.routes import body_of, listed


def add_shelf(router: web.UrlDispatcher) -> None:
    """Every path that is not about responses."""
    router.add_get("/v1/models", list_models)
    router.add_get("/v1/models/{id}", get_model)
    router.add_post("/v1/moderations", moderate)
    router.add_post("/v1/files", upload)
    router.add_get("/v1/files", list_files)
    router.add_get("/v1/files/{id}", get_file)
    router.add_get("/v1/files/{id}/content", get_content)
    router.add_delete("/v1/files/{id}", delete_file)


async def list_models(request: web.Request) -> web.Response:
    names = sorted(request.app[SERVICE].models)
    data = [model_object(name) for name in names]
    return web.json_response({"object": "list", "data": data})


async def get_model(request: web.Request) -> web.Response:
    name = request.match_info["id"]
    if name not in request.app[SERVICE].models:
        told = f"The model '{name[:100]}' does not exist"
        raise ApiError(404, told, code="model_not_found", param="model")
    return web.json_response(model_object(name))


async def moderate(request: web.Request) -> web.Response:
    """Nothing is ever flagged; what a test wants blocked, a script blocks."""
    asked = await body_of(request)
    if "input" not in asked:
        told = "Missing required parameter: 'input'."
        raise refused(told, "input", "missing_required_parameter")
    given = asked["input"]
    texts = isinstance(given, list) and all(isinstance(part, str) for part in given)
    results = [_unflagged() for _ in range(len(given) if texts else 1)]
    model = asked.get("model", "omni-moderation-latest")
    return web.json_response({"id": new_id("modr"), "model": model, "results": results})


async def upload(request: web.Request) -> web.Response:
    form = await _form(request)
    file = form.get("file")
    name, data = file if isinstance(file, tuple) else (None, None)
    kept = {k[14:-1]: str(v) for k, v in form.items() if k.startswith("expires_after[")}
    purpose = form.get("purpose")
    stored = stored_file(name, data, purpose and str(purpose), kept)
    request[NOTE].body = {"purpose": purpose, "bytes": len(stored.data), **kept}
    return web.json_response(request.app[SERVICE].files.add(stored).told())


async def list_files(request: web.Request) -> web.Response:
    files = request.app[SERVICE].files.all()
    return web.json_response(listed([file.told() for file in files]))


async def get_file(request: web.Request) -> web.Response:
    return web.json_response(_file(request).told())


async def get_content(request: web.Request) -> web.Response:
    """The bytes, as something to be saved and never to be shown as a page."""
    return web.Response(
        body=_file(request).data, content_type="application/octet-stream"
    )


async def delete_file(request: web.Request) -> web.Response:
    id_ = _file(request).id
    request.app[SERVICE].files.remove(id_)
    return web.json_response({"id": id_, "object": "file", "deleted": True})


def _file(request: web.Request) -> StoredFile:
    return request.app[SERVICE].files.get(request.match_info["id"])


async def _form(request: web.Request) -> Mapping[str, Any]:
    """The fields of a multipart form; a file is its name and its bytes."""
    if not request.content_type.startswith("multipart/"):
        raise refused("The request must be multipart/form-data.")
    form: dict[str, Any] = {}
    async for given in fields_of(request):
        file = (given.filename, given.data) if given.filename else None
        form[given.name] = file or given.text
    return form


def _unflagged() -> dict[str, Any]:
    names = [field.alias or name for name, field in Categories.model_fields.items()]
    return {
        "flagged": False,
        "categories": dict.fromkeys(names, False),
        "category_scores": dict.fromkeys(names, 0.0001),
        "category_applied_input_types": {name: ["text"] for name in names},
    }
