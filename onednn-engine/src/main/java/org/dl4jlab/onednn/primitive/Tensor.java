package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_get_data_handle;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Numbers in native memory, in some layout. */
public final class Tensor {

  private final Layout layout;
  private final dnnl_memory memory;
  private final long address;

  private Tensor(Layout layout, dnnl_memory memory, long address) {
    this.layout = layout;
    this.memory = memory;
    this.address = address;
  }

  /** New memory, all zero, that the arena frees. */
  public static Tensor allocate(Arena arena, Layout layout) {
    Tensor tensor = create(arena, layout, Address.ALLOCATE);
    Pointer.memset(new Address(tensor.address), 0, layout.bytes());
    return tensor;
  }

  /** Memory that somebody else owns and keeps alive. */
  public static Tensor at(Arena arena, Layout layout, long address) {
    return create(arena, layout, new Address(address));
  }

  private static Tensor create(Arena arena, Layout layout, Pointer handle) {
    dnnl_memory memory = new dnnl_memory();
    Status.check(
        dnnl_memory_create(memory, layout.descriptor(), OneDnn.engine(), handle),
        "a tensor of %,d bytes".formatted(layout.bytes()));
    arena.own(() -> dnnl_memory_destroy(memory));
    Pointer place = new Pointer((Pointer) null) {};
    Status.check(dnnl_memory_get_data_handle(memory, place), "a tensor's address");
    return new Tensor(layout, memory, place.address());
  }

  public Layout layout() {
    return layout;
  }

  public long[] dims() {
    return layout.dims();
  }

  public long address() {
    return address;
  }

  /** All its floats in their order in memory. */
  public FloatBuffer floats() {
    return new Address(address).floats(layout.bytes() / Float.BYTES);
  }

  /** All its bytes in their order in memory. */
  public BytePointer bytes() {
    return new Address(address).bytes(layout.bytes());
  }

  dnnl_memory memory() {
    return memory;
  }
}
