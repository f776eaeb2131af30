//! Files of many records in UTF-16, as spreadsheets write them: read as UTF-8, piece by piece.

use super::unpack::Stream;
use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, BufReader, Read};

/// So much is decoded at once, and fits into the decoded bytes however it reads.
const PIECE: usize = 8 * 1024;

/// Which UTF-16 a stream that begins so is in, by its byte order mark; `None` for anything else.
pub(super) fn of(head: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(head)?;
    [UTF_16LE, UTF_16BE].into_iter().find(|&wide| wide == encoding)
}

/// The stream in UTF-8, without its mark. What is no character becomes U+FFFD.
pub(super) fn to_utf8(stream: Stream, encoding: &'static Encoding) -> Stream {
    let decoder = encoding.new_decoder_with_bom_removal();
    let decoding = Decoding { inner: stream, decoder, decoded: Vec::new(), at: 0, ended: false };
    Box::new(BufReader::new(decoding))
}

struct Decoding {
    inner: Stream,
    decoder: Decoder,
    decoded: Vec<u8>,
    /// How much of the decoded bytes was given.
    at: usize,
    ended: bool,
}

impl Read for Decoding {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.decoded.len() && !self.ended {
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            let piece = &input[..input.len().min(PIECE)];
            let room = self.decoder.max_utf8_buffer_length(piece.len()).unwrap_or(4 * PIECE);
            self.decoded.resize(room, 0);
            let (result, taken, written, _) =
                self.decoder.decode_to_utf8(piece, &mut self.decoded, last);
            self.decoded.truncate(written);
            self.at = 0;
            self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
            self.inner.consume(taken);
        }
        let rest = &self.decoded[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}
