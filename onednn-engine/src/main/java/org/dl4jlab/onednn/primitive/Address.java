package org.dl4jlab.onednn.primitive;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** A place in native memory that somebody else owns. */
public final class Address extends Pointer {

  /** Tells oneDNN to allocate a memory itself ({@code DNNL_MEMORY_ALLOCATE}). */
  static final Address ALLOCATE = new Address(-1);

  public Address(long place) {
    super((Pointer) null);
    address = place;
  }

  /** The floats from here on, in native order. */
  public FloatBuffer floats(long count) {
    return new FloatPointer(this).capacity(count).asBuffer();
  }

  /** The 64-bit numbers from here on, in native order. */
  public LongBuffer longs(long count) {
    return new LongPointer(this).capacity(count).asBuffer();
  }

  /** The bytes from here on. */
  public BytePointer bytes(long count) {
    return new BytePointer(this).capacity(count);
  }

  /** Copies memory. */
  public static void copy(long from, long to, long bytes) {
    Pointer.memcpy(new Address(to), new Address(from), bytes);
  }

  /** Fills memory with zeros. */
  public static void clear(long place, long bytes) {
    Pointer.memset(new Address(place), 0, bytes);
  }
}
