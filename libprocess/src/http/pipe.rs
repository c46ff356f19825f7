//! A pipe between whoever makes a body piece by piece and whoever takes it: bounded, and each end learns when the other
//! has gone.

use std::{
    collections::VecDeque,
    fmt,
    future::poll_fn,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use parking_lot::Mutex;

/// A writer waits while so many bytes wait for the reader.
const WAITING_MAX: usize = 64 << 10;

#[derive(Default)]
struct State {
    pieces: VecDeque<Vec<u8>>,
    bytes: usize,
    /// How it ended, once the writer is done.
    end: Option<Result<(), Arc<str>>>,
    reader_gone: bool,
    reading: Option<Waker>,
    /// Those that wait for room, and those that wait for the reader to go.
    writing: Vec<Waker>,
}

type Shared = Arc<Mutex<State>>;

/// The end that gives. Dropped without [`Writer::close`], the reader learns that the body was given up.
pub struct Writer(Shared);

/// The end that takes; clones are the same end. When the last is dropped the writer learns it.
#[derive(Clone)]
pub struct Reader(Arc<ReadEnd>);

struct ReadEnd(Shared);

/// The reader has gone: nothing that is written reaches anybody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReaderGone;

impl fmt::Display for ReaderGone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reader of this stream has gone")
    }
}

impl std::error::Error for ReaderGone {}

/// A pipe. Up to 64 KiB wait in it, or one larger piece.
pub fn pipe() -> (Writer, Reader) {
    let shared = Shared::default();
    (Writer(shared.clone()), Reader(Arc::new(ReadEnd(shared))))
}

impl Writer {
    /// Writes a piece, once there is room for it. An empty piece is nothing.
    ///
    /// # Errors
    /// When the reader has gone.
    pub async fn write(&self, piece: impl Into<Vec<u8>>) -> Result<(), ReaderGone> {
        let mut piece = Some(piece.into());
        poll_fn(|cx| {
            let mut state = self.0.lock();
            if state.reader_gone {
                return Poll::Ready(Err(ReaderGone));
            }
            if state.bytes > 0 && state.bytes + piece.as_ref().map_or(0, Vec::len) > WAITING_MAX {
                wait(&mut state.writing, cx);
                return Poll::Pending;
            }
            if let Some(piece) = piece.take().filter(|piece| !piece.is_empty()) {
                state.bytes += piece.len();
                state.pieces.push_back(piece);
            }
            let reading = state.reading.take();
            drop(state);
            wake(reading);
            Poll::Ready(Ok(()))
        })
        .await
    }

    /// Ends when the reader has gone.
    pub async fn reader_closed(&self) {
        poll_fn(|cx| self.poll_reader_closed(cx)).await;
    }

    fn poll_reader_closed(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock();
        if state.reader_gone {
            return Poll::Ready(());
        }
        wait(&mut state.writing, cx);
        Poll::Pending
    }

    /// Ends when the reader has gone or all is written, whoever holds the writer then.
    pub(crate) fn when_over(&self) -> impl Future<Output = ()> + Send + 'static {
        let shared = self.0.clone();
        poll_fn(move |cx| {
            let mut state = shared.lock();
            if state.reader_gone || state.end.is_some() {
                return Poll::Ready(());
            }
            wait(&mut state.writing, cx);
            Poll::Pending
        })
    }

    /// The body is complete.
    pub fn close(self) {
        self.end(Ok(()));
    }

    /// The body cannot be completed, for this reason.
    pub fn fail(self, why: impl fmt::Display) {
        self.end(Err(why.to_string().into()));
    }

    fn end(&self, how: Result<(), Arc<str>>) {
        let mut state = self.0.lock();
        state.end.get_or_insert(how);
        let reading = state.reading.take();
        let writing = std::mem::take(&mut state.writing);
        drop(state);
        wake(reading);
        writing.into_iter().for_each(Waker::wake);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.end(Err("whoever wrote this stream gave it up".into()));
    }
}

impl Reader {
    /// The next piece; none at the end.
    ///
    /// # Errors
    /// Why the writer could not complete it.
    pub async fn read(&self) -> Result<Option<Vec<u8>>, Arc<str>> {
        poll_fn(|cx| self.poll_read(cx)).await
    }

    pub(crate) fn poll_read(&self, cx: &mut Context<'_>) -> Poll<Result<Option<Vec<u8>>, Arc<str>>> {
        let mut state = self.0.0.lock();
        if let Some(piece) = state.pieces.pop_front() {
            state.bytes -= piece.len();
            let writing = std::mem::take(&mut state.writing);
            drop(state);
            writing.into_iter().for_each(Waker::wake);
            return Poll::Ready(Ok(Some(piece)));
        }
        match &state.end {
            Some(end) => Poll::Ready(end.clone().map(|()| None)),
            None => {
                state.reading = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }

    /// All that comes, until the end.
    ///
    /// # Errors
    /// Why the writer could not complete it, or that it is longer than `most` bytes.
    pub async fn read_all(&self, most: usize) -> Result<Vec<u8>, Arc<str>> {
        let mut all = Vec::new();
        while let Some(piece) = self.read().await? {
            if all.len() + piece.len() > most {
                return Err(format!("the stream is longer than {most} bytes").into());
            }
            all.extend(piece);
        }
        Ok(all)
    }
}

impl Drop for ReadEnd {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.reader_gone = true;
        state.pieces.clear();
        state.bytes = 0;
        let writing = std::mem::take(&mut state.writing);
        drop(state);
        writing.into_iter().for_each(Waker::wake);
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Reader) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Reader {}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writer")
    }
}

fn wait(waiting: &mut Vec<Waker>, cx: &Context<'_>) {
    if !waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
        waiting.push(cx.waker().clone());
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready<T>(future: impl Future<Output = T>) -> Option<T> {
        let mut future = std::pin::pin!(future);
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[test]
    fn pieces_come_in_order_and_end_as_the_writer_says() {
        let (writer, reader) = pipe();
        assert_eq!(ready(reader.read()), None);
        for piece in ["a", "", "b"] {
            assert_eq!(ready(writer.write(piece)), Some(Ok(())));
        }
        writer.close();
        assert_eq!(ready(reader.read_all(2)), Some(Ok(b"ab".to_vec())));
        let (writer, reader) = pipe();
        writer.fail("no more paper");
        assert_eq!(ready(reader.read()), Some(Err("no more paper".into())));
        let (writer, reader) = pipe();
        drop(writer);
        assert_eq!(ready(reader.read()), Some(Err("whoever wrote this stream gave it up".into())));
    }

    #[test]
    fn a_writer_waits_for_a_slow_reader() {
        let (writer, reader) = pipe();
        assert_eq!(ready(writer.write(vec![0; 1 << 20])), Some(Ok(())), "one piece always finds room");
        assert_eq!(ready(writer.write("more")), None);
        assert_eq!(ready(reader.read()).unwrap().unwrap().unwrap().len(), 1 << 20);
        assert_eq!(ready(writer.write("more")), Some(Ok(())));
    }

    #[test]
    fn a_writer_learns_that_its_reader_has_gone_and_writes_fail() {
        let (writer, reader) = pipe();
        let other = reader.clone();
        drop(reader);
        assert_eq!(ready(writer.reader_closed()), None, "the other clone reads on");
        drop(other);
        assert_eq!(ready(writer.reader_closed()), Some(()));
        assert_eq!(ready(writer.write("x")), Some(Err(ReaderGone)));
    }
}
