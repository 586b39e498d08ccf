package org.dl4jlab.serve.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.dl4jlab.serve.model.Refusal;

/**
 * The memory that the bodies of all requests together may take. What was given back is used again,
 * the last first: memory anew would have to be cleared, is in no cache, and has to be collected.
 */
final class BodyBuffers {

  private static final int SMALLEST_KEPT = 16 << 10;
  private static final int LARGEST_KEPT = 1 << 20;
  private static final int KEPT_SHARE = 4; // of all memory there is for bodies
  private static final int FIRST_BYTES = 64 << 10;
  private static final int GROWTH = 4;

  private final Map<Integer, Deque<ByteBuffer>> kept = new HashMap<>(); // by capacity
  private final long mostKept;
  private long bytesKept;
  private long left;

  BodyBuffers(long bytes) {
    left = bytes;
    mostKept = bytes / KEPT_SHARE;
  }

  /**
   * For the beginning of a body: for all of it only if that takes no more memory.
   *
   * @param enough bytes for all there may be
   * @throws Refusal when so much is not left
   */
  synchronized ByteBuffer first(long enough) {
    ByteBuffer buffer = again(capacity(enough));
    return buffer == null ? take(capacity(Math.min(enough, FIRST_BYTES))) : buffer;
  }

  /**
   * A larger one with the same content; the other is given back.
   *
   * @param enough bytes for all there may be
   * @throws Refusal when so much is not left
   */
  synchronized ByteBuffer larger(ByteBuffer full, long enough) {
    ByteBuffer larger = take(capacity(Math.min((long) GROWTH * full.capacity(), enough)));
    larger.put(full.flip());
    giveBack(full);
    return larger;
  }

  synchronized void giveBack(ByteBuffer buffer) {
    int bytes = buffer.capacity();
    left += bytes;
    if (bytes >= SMALLEST_KEPT && bytes <= LARGEST_KEPT && bytesKept + bytes <= mostKept) {
      bytesKept += bytes;
      kept.computeIfAbsent(bytes, size -> new ArrayDeque<>()).push(buffer.clear());
    }
  }

  private ByteBuffer take(int bytes) {
    ByteBuffer buffer = again(bytes);
    if (buffer == null) {
      count(bytes);
      buffer = ByteBuffer.allocate(bytes);
    }
    return buffer;
  }

  /** One that is kept, null when there is none. */
  private ByteBuffer again(int bytes) {
    Deque<ByteBuffer> same = kept.get(bytes);
    if (same == null || same.isEmpty()) {
      return null;
    }
    count(bytes);
    bytesKept -= bytes;
    return same.pop();
  }

  private void count(int bytes) {
    if (left < bytes) {
      throw new Refusal(Refusal.BUSY, "Too much is being sent at once; try again later");
    }
    left -= bytes;
  }

  /** Of those that are kept there are few sizes, so that others can use them. */
  private static int capacity(long enough) {
    return enough < SMALLEST_KEPT || enough > LARGEST_KEPT
        ? Math.toIntExact(enough)
        : 2 * Integer.highestOneBit((int) enough - 1);
  }
}
