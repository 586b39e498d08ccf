package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_ab;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcde;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acdb;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_clone;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_submemory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.LongPointer;

/** Shape, data type and order of a tensor in memory: a memory descriptor of oneDNN. */
public final class Layout {

  private final long[] dims;
  private final dnnl_memory_desc descriptor;

  private Layout(Arena arena, long[] dims, dnnl_memory_desc descriptor) {
    this.dims = dims.clone();
    this.descriptor = descriptor;
    arena.own(() -> dnnl_memory_desc_destroy(descriptor));
  }

  /** Floats in row-major order. */
  public static Layout plain(Arena arena, long... dims) {
    return tagged(arena, dnnl_f32, plainTag(dims.length), dims);
  }

  /** Unsigned bytes in row-major order. */
  public static Layout plainBytes(Arena arena, long... dims) {
    return tagged(arena, dnnl_u8, plainTag(dims.length), dims);
  }

  /** Floats in whatever order a primitive likes best. */
  public static Layout any(Arena arena, long... dims) {
    return tagged(arena, dnnl_f32, dnnl_format_tag_any, dims);
  }

  /** Images whose channels lie side by side. */
  public static Layout channelsLast(Arena arena, long... dims) {
    return tagged(arena, dnnl_f32, dnnl_acdb, dims);
  }

  /** Floats in column-major order, ND4J's order 'f'. */
  public static Layout columnMajor(Arena arena, long... dims) {
    long[] strides = new long[dims.length];
    long stride = 1;
    for (int i = 0; i < dims.length; i++) {
      strides[i] = stride;
      stride *= dims[i];
    }
    return strided(arena, dims, strides);
  }

  /**
   * Floats at regular places.
   *
   * @param strides how many floats lie between neighbours in each dimension
   */
  public static Layout strided(Arena arena, long[] dims, long[] strides) {
    dnnl_memory_desc descriptor = new dnnl_memory_desc();
    try (LongPointer d = new LongPointer(dims);
        LongPointer s = new LongPointer(strides)) {
      Status.check(
          dnnl_memory_desc_create_with_strides(descriptor, dims.length, d, dnnl_f32, s),
          "a layout of " + Arrays.toString(dims));
    }
    return new Layout(arena, dims, descriptor);
  }

  /**
   * A part of this layout, at the same address.
   *
   * @param from where it begins in each dimension
   */
  public Layout part(Arena arena, long[] partDims, long[] from) {
    dnnl_memory_desc part = new dnnl_memory_desc();
    try (LongPointer d = new LongPointer(partDims);
        LongPointer f = new LongPointer(from)) {
      Status.check(
          dnnl_memory_desc_create_submemory(part, descriptor, d, f),
          "a part of " + Arrays.toString(partDims));
    }
    return new Layout(arena, partDims, part);
  }

  static Layout tagged(Arena arena, int type, int tag, long... dims) {
    dnnl_memory_desc descriptor = new dnnl_memory_desc();
    try (LongPointer d = new LongPointer(dims)) {
      Status.check(
          dnnl_memory_desc_create_with_tag(descriptor, dims.length, d, type, tag),
          "a layout of " + Arrays.toString(dims));
    }
    return new Layout(arena, dims, descriptor);
  }

  /** A copy of a descriptor that a primitive owns. */
  static Layout copy(Arena arena, dnnl_memory_desc borrowed, long... dims) {
    dnnl_memory_desc descriptor = new dnnl_memory_desc();
    Status.check(dnnl_memory_desc_clone(descriptor, borrowed), "a layout");
    return new Layout(arena, dims, descriptor);
  }

  private static int plainTag(int dimensions) {
    return switch (dimensions) {
      case 1 -> dnnl_a;
      case 2 -> dnnl_ab;
      case 3 -> dnnl_abc;
      case 4 -> dnnl_abcd;
      case 5 -> dnnl_abcde;
      default -> throw new IllegalArgumentException(dimensions + " dimensions");
    };
  }

  /** The same layout, owned by another arena. */
  public Layout in(Arena arena) {
    return copy(arena, descriptor, dims);
  }

  public long[] dims() {
    return dims.clone();
  }

  /** How many elements a shape has. */
  public static long elements(long[] dims) {
    return Arrays.stream(dims).reduce(1, Math::multiplyExact);
  }

  /** How much memory it takes, padding included. */
  public long bytes() {
    return dnnl_memory_desc_get_size(descriptor);
  }

  public boolean sameAs(Layout other) {
    return dnnl_memory_desc_equal(descriptor, other.descriptor) != 0;
  }

  dnnl_memory_desc descriptor() {
    return descriptor;
  }
}
