// SPDX-License-Identifier: Apache-2.0

/// The description of the API, for programs as an OpenAPI document and for people as a page.
///
/// It is written by hand, in one JSON file for each group of routes beside this package's resources, in a short form:
///
/// ```json
/// { "tag": "Folders", "about": "Where secrets lie.",
///   "types": { "Folder": { "id": "uuid", "description": "string?", "path?": "string: from the root" } },
///   "routes": { "GET /api/v1/folders": { "summary": "List folders", "also": ["/api/v2/folders"],
///     "query": { "projectId": "string", "recursive?": "boolean" }, "answer": { "folders": "Folder[]" } } } }
/// ```
///
/// [Shorthand] says what the words mean. Tests hold it against the table of routes, and against every answer that any
/// test of the server gets.
@NullMarked
package dev.keyturn.server.docs;

import org.jspecify.annotations.NullMarked;
