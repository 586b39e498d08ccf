package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;

import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An operation that was described, chosen and compiled for one shape. */
public final class Primitive {

  /** Fills in a descriptor and returns oneDNN's status. */
  interface Creation {
    int create(dnnl_primitive_desc descriptor);
  }

  /** The same through a pointer to the descriptor. */
  interface CreationOfSeveral {
    int create(PointerPointer<dnnl_primitive_desc> descriptor);
  }

  private final Arena arena;
  private final String name;
  private final dnnl_primitive_desc descriptor;

  private Primitive(Arena arena, String name, dnnl_primitive_desc descriptor) {
    this.arena = arena;
    this.name = name;
    this.descriptor = descriptor;
    arena.own(() -> dnnl_primitive_desc_destroy(descriptor));
  }

  static Primitive of(Arena arena, String name, Creation creation) {
    dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
    Status.check(creation.create(descriptor), name);
    return new Primitive(arena, name, descriptor);
  }

  /** For the functions that take several layouts at once, and so pointers to pointers only. */
  static Primitive ofSeveral(Arena arena, String name, CreationOfSeveral creation) {
    try (PointerPointer<dnnl_primitive_desc> descriptor = new PointerPointer<>(1)) {
      Status.check(creation.create(descriptor), name);
      return new Primitive(arena, name, descriptor.get(dnnl_primitive_desc.class));
    }
  }

  /** Which of oneDNN's implementations was chosen, such as {@code brgconv:avx512_core}. */
  public String implementation() {
    try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
      Status.check(dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, text), name);
      return text.get(BytePointer.class).getString();
    }
  }

  /** Whether it is a plain loop, hundreds of times slower than the others. */
  public boolean isReference() {
    return implementation().startsWith("ref");
  }

  dnnl_primitive_desc descriptor() {
    return descriptor;
  }

  /**
   * The layout that was chosen for an argument.
   *
   * @param query such as {@code dnnl_query_weights_md}
   * @param dims the argument's shape
   */
  public Layout layout(int query, long... dims) {
    return layout(query, 0, dims);
  }

  /**
   * The same of one of several arguments of a kind.
   *
   * @param index from 0
   */
  public Layout layout(int query, int index, long[] dims) {
    dnnl_memory_desc borrowed = dnnl_primitive_desc_query_md(descriptor, query, index);
    return Layout.copy(arena, borrowed, dims);
  }

  /** Binds the primitive to its arguments. */
  public Call call(Argument... arguments) {
    dnnl_primitive primitive = new dnnl_primitive();
    Status.check(dnnl_primitive_create(primitive, descriptor), name);
    arena.own(() -> dnnl_primitive_destroy(primitive));
    dnnl_exec_arg_t bound = new dnnl_exec_arg_t(arguments.length);
    arena.own(bound::close);
    for (int i = 0; i < arguments.length; i++) {
      bound.getPointer(i).arg(arguments[i].name()).memory(arguments[i].value().memory());
    }
    String shape = java.util.Arrays.toString(arguments[0].value().dims());
    return new Call(
        "%s %s %s".formatted(name, shape, implementation()), primitive, bound, arguments.length);
  }

  /** The same, where which arguments there are is computed. */
  public Call call(List<Argument> arguments) {
    return call(arguments.toArray(new Argument[0]));
  }

  /** A tensor under the number by which oneDNN knows a primitive's arguments. */
  public record Argument(int name, Tensor value) {}

  public static Argument arg(int name, Tensor value) {
    return new Argument(name, value);
  }

  /** A primitive with its arguments: one call of native code, nothing is allocated. */
  public static final class Call implements Runnable {

    private final String name;
    private final dnnl_primitive primitive;
    private final dnnl_exec_arg_t arguments;
    private final int count;

    private Call(String name, dnnl_primitive primitive, dnnl_exec_arg_t arguments, int count) {
      this.name = name;
      this.primitive = primitive;
      this.arguments = arguments;
      this.count = count;
    }

    @Override
    public void run() {
      Status.check(dnnl_primitive_execute(primitive, OneDnn.stream(), count, arguments), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
