// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.infisical;

/// A folder of an environment of a project.
///
/// @param project by its id
/// @param path    begins with `/`
record Place(String project, String environment, String path) {
    Place in(String folder) {
        return new Place(project, environment, path.equals("/") ? "/" + folder : path + "/" + folder);
    }

    /// The same in another project.
    Place of(String otherProject) {
        return new Place(otherProject, environment, path);
    }
}
