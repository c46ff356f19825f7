//! The packages of the workspace and the rooms they live in.

use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(Path::to_path_buf).expect("this package lies two folders below the workspace")
}

/// One package.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name, `mesos-master`.
    pub name: String,
    /// Its folder below the workspace, `master`.
    pub folder: String,
    /// What it names in its manifest, for its code, its tests and its build.
    pub dependencies: Vec<Dependency>,
}

/// A line in a manifest.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// The package it names.
    pub name: String,
    /// The folder below the workspace, if it is one of ours.
    pub folder: Option<String>,
    /// Whether only tests, examples and benches see it.
    pub dev: bool,
}

/// All packages of the workspace.
///
/// # Errors
/// What cargo says if it cannot read the manifests.
pub fn packages() -> Result<Vec<Package>, String> {
    let root = root();
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .exec()
        .map_err(|error| format!("the manifests could not be read: {error}"))?;
    let below = |path: &Path| path.strip_prefix(&root).ok().map(|path| path.to_string_lossy().into_owned());
    Ok(metadata
        .packages
        .iter()
        .map(|package| Package {
            name: package.name.to_string(),
            folder: package.manifest_path.parent().and_then(|path| below(path.as_std_path())).unwrap_or_default(),
            dependencies: package
                .dependencies
                .iter()
                .map(|dependency| Dependency {
                    name: dependency.name.clone(),
                    folder: dependency.path.as_ref().and_then(|path| below(path.as_std_path())),
                    dev: dependency.kind == DependencyKind::Development,
                })
                .collect(),
        })
        .collect())
}
