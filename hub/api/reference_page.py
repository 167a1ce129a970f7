"""The OpenAPI document as one plain page: no script and nothing from elsewhere, so that it works offline."""

from __future__ import annotations

import json
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733}"
    "h2{margin-top:2.5rem;border-bottom:2px solid #d8dee6}h3 code{font-size:1rem}"
    "pre{background:#f3f5f8;padding:.75rem;border-radius:6px;overflow:auto;font-size:.85rem}"
    "b{display:inline-block;min-width:4rem;color:#0b5e8a}"
)


def reference_page(document: dict[str, Any]) -> str:
    """HTML for people: each route with what it takes, by tag."""
    groups: dict[str, list[str]] = {}
    for path, acts in document["paths"].items():
        for method, act in acts.items():
            tag = (act.get("tags") or ["other"])[0]
            groups.setdefault(tag, []).append(_act(method, path, act, document))
    body = "".join(f"<h2>{escape(tag)}</h2>{''.join(acts)}" for tag, acts in groups.items())
    title = escape(document["info"]["title"])
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f"<h1>{title}</h1><p>Sign in by <code>POST /api/v1/login</code>; a request that changes something "
        "carries its token in the header <code>Tillbridge-CSRF</code>. The same as a document: "
        f'<a href="openapi.json">openapi.json</a>.</p>{body}</html>'
    )


def _act(method: str, path: str, act: dict[str, Any], document: dict[str, Any]) -> str:
    parts = [
        f"<h3><code><b>{escape(method.upper())}</b> {escape(path)}</code></h3>",
        f"<p>{escape(act.get('description', ''))}</p>",
    ]
    for parameter in act.get("parameters", ()):
        schema = json.dumps(parameter.get("schema", {}), ensure_ascii=False)
        parts.append(
            f"<p><code>{escape(parameter['name'])}</code> in {escape(parameter['in'])}: "
            f"<code>{escape(schema)}</code></p>"
        )
    for kind, content in act.get("requestBody", {}).get("content", {}).items():
        schema = _resolved(content.get("schema", {}), document)
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        parts.append(f"<p>Body, {escape(kind)}:</p><pre>{escape(text)}</pre>")
    return "".join(parts)


def _resolved(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return document.get("components", {}).get("schemas", {}).get(name, schema)
