//! A folder to work in and a command to run there.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A new folder for one test, removed at its end.
pub(crate) struct Dir {
    folder: TempDir,
}

impl Dir {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A path inside the folder.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file; folders on its way are created.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(&path, content).expect("a writable file");
    }

    /// The content of a file, which must exist.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in a subfolder, sorted.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(name)).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// `newsgraph` with these arguments, run in the folder and untouched by the caller's settings.
    pub(crate) fn newsgraph<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(
        &self,
        arguments: I,
    ) -> TestCommand {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
        command.current_dir(self.folder.path()).args(arguments);
        command.env_remove("NEWSGRAPH_STORE").env_remove("NEWSGRAPH_BASE").env_remove("NO_COLOR");
        TestCommand { command, input: Vec::new() }
    }
}

/// A command that is about to run.
pub(crate) struct TestCommand {
    command: Command,
    input: Vec<u8>,
}

impl TestCommand {
    /// What the command reads from standard input; nothing otherwise.
    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Runs the command, which must end with this status.
    #[track_caller]
    pub(crate) fn status(mut self, expected: i32) -> Ran {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("newsgraph starts");
        // A command that does not read its input closes it: no concern of ours.
        let _ = child.stdin.take().expect("a pipe").write_all(&self.input);
        let Output { status, stdout, stderr } = child.wait_with_output().expect("newsgraph ends");
        let ran = Ran {
            stdout: String::from_utf8(stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(stderr).expect("UTF-8 on standard error"),
        };
        assert_eq!(
            status.code(),
            Some(expected),
            "\nstdout: {}\nstderr: {}",
            ran.stdout,
            ran.stderr
        );
        ran
    }
}

/// What a command printed.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Asserts that standard error holds each of these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(self.stderr.contains(word), "no `{word}` in: {}", self.stderr);
        }
        self
    }
}
