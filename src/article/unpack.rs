//! Packed streams: gzip with any number of members, Zstandard with any number of frames.

use super::Reason;
use super::limits::{Counted, MAX_LAYERS, Unpacked};
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// Any stream.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// How much of a stream tells what it is.
pub(super) const HEAD: u64 = 64 * 1024;
const BUFFER: usize = 64 * 1024;

/// How data is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstandard,
    /// A single block of zip's usual method.
    Deflate,
}

/// Kinds of packing that are only known by name: their first bytes and what they are called.
const UNREAD: [(&[u8], &str); 5] = [
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PK\x03\x04", "a zip archive inside another stream"),
];

/// The first bytes of a stream, and the whole stream.
pub(super) fn peek(mut stream: Stream) -> (Vec<u8>, Stream) {
    let mut head = Vec::new();
    // An error will come again when what stands before it has been read.
    let _ = (&mut stream).take(HEAD).read_to_end(&mut head);
    (head.clone(), Box::new(Cursor::new(head).chain(stream)))
}

/// Unpacks a stream as long as it is packed; gives its first bytes too. `layers` counts the packing
/// around it.
pub(super) fn unpack(mut stream: Stream, mut layers: usize) -> Result<(Vec<u8>, Stream), Reason> {
    loop {
        let (head, whole) = peek(stream);
        let packing = if head.starts_with(b"\x1f\x8b") {
            Packing::Gzip
        } else if is_zstandard(&head) {
            Packing::Zstandard
        } else if let Some((_, name)) = UNREAD.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Err(Reason::Packed(name));
        } else if head.get(257..262) == Some(b"ustar") {
            return Err(Reason::Packed("a tar archive"));
        } else {
            return Ok((head, whole));
        };
        layers += 1;
        if layers > MAX_LAYERS {
            return Err(Reason::Limit(format!(
                "is packed more than {MAX_LAYERS} times, the limit"
            )));
        }
        stream = unpacked(whole, packing);
    }
}

/// A Zstandard frame, or one to be skipped that stands before.
fn is_zstandard(head: &[u8]) -> bool {
    matches!(head, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// What is packed in a stream, as long as it keeps within the limits.
pub(super) fn unpacked(stream: impl Read + Send + 'static, packing: Packing) -> Stream {
    let count = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: stream, count: Arc::clone(&count) };
    let packed = BufReader::with_capacity(BUFFER, counted);
    let inner: Box<dyn Read + Send> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
        Packing::Deflate => Box::new(DeflateDecoder::new(packed)),
        Packing::Zstandard => {
            Box::new(Frames { source: packed, decoder: FrameDecoder::new(), open: false })
        }
    };
    Box::new(BufReader::with_capacity(BUFFER, Unpacked::new(inner, count)))
}

/// The frames of a Zstandard stream, one behind the other.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    open: bool,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.open {
                if self.decoder.can_collect() > 0 {
                    return self.decoder.read(buffer);
                }
                if !self.decoder.is_finished() {
                    let step = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
                    continue;
                }
                self.open = false;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => self.open = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, unpack};
    use crate::article::error::Excess;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::{Cursor, Read as _, Write as _};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> std::io::Result<String> {
        let (_, mut stream) = unpack(Box::new(Cursor::new(bytes)), 0).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        assert_eq!(read([gzip(b"one "), gzip(b"two")].concat()).unwrap(), "one two");
        let frame = |text: &str| compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0xyz".to_vec();
        assert_eq!(read([frame("one "), skipped, frame("two")].concat()).unwrap(), "one two");
        assert_eq!(read(gzip(&gzip(b"deep"))).unwrap(), "deep");
    }

    #[test]
    fn what_is_too_deep_too_large_or_cut_is_refused() {
        let deep = unpack(Box::new(Cursor::new(gzip(&gzip(&gzip(b"deep"))))), 0);
        assert!(matches!(deep.err(), Some(Reason::Limit(_))));
        let bomb = gzip(&vec![b'a'; 70 << 20]);
        let error = read(bomb).unwrap_err();
        assert!(error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Excess>));
        let whole =
            gzip(b"some text that is long enough to be packed, and that goes on for a while");
        assert!(read(whole[..whole.len() - 9].to_vec()).is_err());
        assert!(matches!(
            unpack(Box::new(Cursor::new(b"BZh91AY")), 0).err(),
            Some(Reason::Packed(_))
        ));
    }
}
