//! A folder to work in, commands to run there, and articles to run them on.

use std::error::Error;
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
        command
            .env_remove("NEWSGRAPH_STORE")
            .env_remove("NEWSGRAPH_BASE")
            .env_remove("NO_COLOR")
            .env_remove("NEWSGRAPH_ONTOLOGY")
            .env_remove("NEWSGRAPH_CATALOGUE");
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

pub(crate) type Outcome = Result<(), Box<dyn Error>>;

/// The binary on a store, untouched by the caller's own settings.
pub(crate) fn newsgraph(store: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    for variable in ["NEWSGRAPH_BASE", "NEWSGRAPH_ONTOLOGY", "NEWSGRAPH_CATALOGUE"] {
        command.env_remove(variable);
    }
    command.arg("--store").arg(store);
    command
}

/// What a command said on standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes articles made of a few sentences, each time others; all from the same start are the same.
pub(crate) fn write_articles(folder: &Path, count: usize) -> Outcome {
    const SENTENCES: [&str; 7] = [
        "Ann Peeters, mayor of Ghent, announced a plan of 40 million euros.",
        "\u{201c}We will create 1,200 jobs by 2030\u{201d}, said Tom Janssens, CEO of Havenwerk.",
        "According to Havenwerk, the terminal will cost about 90 million euros.",
        "The city of Antwerp employs 10,500 people.",
        "Siemens invests 3.5 billion euros in Germany over the next four years.",
        "The number of passengers rose by 12 % in 2024, Eurostat said.",
        "Maria Rossi, director of the Water Institute, expects 5,000 visitors.",
    ];
    fs::create_dir_all(folder)?;
    for number in 0..count {
        let picked =
            (0..4).map(|place| SENTENCES[(number * (place + 1) + place * 3) % SENTENCES.len()]);
        let text = picked.collect::<Vec<_>>().join(" ");
        let article = format!(
            "---\nurl: https://news.example.org/{number}\ndate: 2025-03-0{}\n---\n# Report {number}\n\n{text}\n",
            1 + number % 9
        );
        fs::write(folder.join(format!("{number:04}.md")), article)?;
    }
    Ok(())
}
