//! Runs a command: its output in a log, a line of progress while it takes long, its end in time.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::ground;

/// How a command ended.
pub struct Ended {
    /// It said that all is well.
    pub success: bool,
    /// Everything it printed, both streams.
    pub lines: Vec<String>,
    /// How long it took.
    pub seconds: u64,
}

const PROGRESS: Duration = Duration::from_secs(15);

/// Runs a command to its end, or ends it, with everything it started, after `limit`.
pub fn watch(name: &str, command: &mut Command, limit: Duration) -> Result<Ended> {
    let began = Instant::now();
    let path = ground::scratch(&format!("{}.log", name.replace(' ', "-")));
    std::fs::create_dir_all(ground::scratch(""))?;
    let mut log = File::create(&path).with_context(|| format!("writing {}", path.display()))?;

    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "0");
    own_group(command);
    let mut child = command.spawn().with_context(|| format!("starting {:?}", command.get_program()))?;
    let lines = follow(&mut child);

    let mut heard = Vec::new();
    loop {
        match lines.recv_timeout(PROGRESS) {
            Ok(line) => {
                writeln!(log, "{line}")?;
                heard.push(line);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        say_progress(name, began, heard.last());
        if began.elapsed() > limit {
            heard.push(format!("{name} did not end within {} s and was stopped", limit.as_secs()));
            end(&mut child);
            break;
        }
    }
    let success = child.wait()?.success();
    Ok(Ended { success, lines: heard, seconds: began.elapsed().as_secs() })
}

/// Runs a command that must succeed; says what it is and how long it took.
pub fn must(name: &str, command: &mut Command) -> Result<()> {
    println!("  {name} ...");
    let ended = watch(name, command, Duration::from_secs(3600))?;
    if !ended.success {
        print_tail(&ended.lines);
        bail!("{name} failed");
    }
    println!("  {name}: {} s", ended.seconds);
    Ok(())
}

/// The last lines of a failure.
pub fn print_tail(lines: &[String]) {
    for line in lines.iter().skip(lines.len().saturating_sub(120)) {
        println!("    {line}");
    }
}

/// Ends a child and everything it started.
pub fn end(child: &mut Child) {
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Gives a command a process group of its own, so that it can be ended with all it started. Not at a
/// terminal: there Ctrl+C ends the whole group at once, and must reach everybody.
pub fn own_group(command: &mut Command) {
    #[cfg(unix)]
    if !std::io::stdin().is_terminal() {
        std::os::unix::process::CommandExt::process_group(command, 0);
    }
    #[cfg(not(unix))]
    let _ = command;
}

fn follow(child: &mut Child) -> Receiver<String> {
    let (sender, lines) = channel();
    if let Some(out) = child.stdout.take() {
        read(out, sender.clone());
    }
    if let Some(err) = child.stderr.take() {
        read(err, sender);
    }
    lines
}

fn read(stream: impl Read + Send + 'static, to: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if to.send(String::from_utf8_lossy(&line).trim_end().to_owned()).is_err() {
                return;
            }
        }
    });
}

fn say_progress(name: &str, began: Instant, last: Option<&String>) {
    thread_local!(static SAID: std::cell::Cell<Option<Instant>> = const { std::cell::Cell::new(None) });
    let since = SAID.get().filter(|said| *said > began).unwrap_or(began);
    if since.elapsed() < PROGRESS {
        return;
    }
    SAID.set(Some(Instant::now()));
    let last: String = last.map(|line| line.trim().chars().take(80).collect()).unwrap_or_default();
    println!("    {name}: {} s  {last}", began.elapsed().as_secs());
}
