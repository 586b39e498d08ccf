package org.dl4jlab.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.dl4jlab.serve.model.Refusal;
import org.junit.jupiter.api.Test;

class BodyBuffersTest {

  private static final int KB = 1 << 10;
  private static final int MB = 1 << 20;

  private final BodyBuffers buffers = new BodyBuffers(4L * MB); // of which 1 MB is kept

  @Test
  void takesFirstWhatALittleNeedsAndGrowsToWhatIsEnough() {
    ByteBuffer small = buffers.first(100);
    assertEquals(100, small.capacity());
    ByteBuffer first = buffers.first(300 * KB);
    assertEquals(64 * KB, first.capacity());
    first.put(0, (byte) 7).position(first.limit());
    ByteBuffer larger = buffers.larger(first, 300 * KB);
    assertEquals(256 * KB, larger.capacity());
    assertEquals(7, larger.get(0));
    assertEquals(64 * KB, larger.position());
    larger.position(larger.limit());
    assertEquals(512 * KB, buffers.larger(larger, 300 * KB).capacity());
  }

  @Test
  void givesTheLastOfTheSizeAgainEmpty() {
    ByteBuffer one = buffers.first(20 * KB);
    ByteBuffer other = buffers.first(32 * KB);
    assertEquals(32 * KB, one.capacity());
    buffers.giveBack(one.position(5).limit(6));
    buffers.giveBack(other);
    assertSame(other, buffers.first(17 * KB));
    ByteBuffer again = buffers.first(32 * KB);
    assertSame(one, again);
    assertEquals(0, again.position());
    assertEquals(32 * KB, again.limit());
    assertNotSame(one, buffers.first(32 * KB));
  }

  @Test
  void refusesWhatIsMoreThanAllAndForgetsNoByte() {
    BodyBuffers few = new BodyBuffers(100);
    for (int round = 0; round < 3; round++) {
      ByteBuffer most = few.first(60);
      assertThrows(Refusal.class, () -> few.first(60));
      few.giveBack(most);
    }
  }

  @Test
  void leavesWhatCannotGrow() {
    BodyBuffers tight = new BodyBuffers((64 + 256) * KB - 1);
    ByteBuffer full = tight.first(300 * KB);
    full.position(full.limit());
    assertThrows(Refusal.class, () -> tight.larger(full, 300 * KB));
    assertEquals(64 * KB, full.position());
    tight.giveBack(full);
    assertEquals(64 * KB, tight.first(64 * KB).capacity());
  }

  @Test
  void keepsAQuarter() {
    ByteBuffer[] taken = {grown(512 * KB), grown(512 * KB), grown(512 * KB)};
    for (ByteBuffer buffer : taken) { // beside 64 KB and 256 KB, only one fits
      buffers.giveBack(buffer);
    }
    assertSame(taken[0], buffers.first(512 * KB));
    assertEquals(64 * KB, buffers.first(512 * KB).capacity());
  }

  private ByteBuffer grown(int bytes) {
    ByteBuffer buffer = buffers.first(bytes);
    while (buffer.capacity() < bytes) {
      buffer = buffers.larger(buffer.position(buffer.limit()), bytes);
    }
    return buffer;
  }
}
