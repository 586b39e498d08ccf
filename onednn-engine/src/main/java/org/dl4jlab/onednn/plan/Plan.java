package org.dl4jlab.onednn.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/** Calls in their order, with the memory that they work in: compiled once, run at every step. */
public final class Plan implements AutoCloseable {

  private final Arena arena = new Arena();
  private final List<Runnable> calls = new ArrayList<>();

  public Arena arena() {
    return arena;
  }

  /** Puts a call at the end. */
  public void add(Runnable call) {
    calls.add(call);
  }

  /** The calls in their order. */
  public List<Runnable> calls() {
    return Collections.unmodifiableList(calls);
  }

  /** New memory of the plan. */
  public Tensor tensor(Layout layout) {
    return Tensor.allocate(arena, layout);
  }

  /** The same floats in row-major order under another shape; nothing is copied. */
  public Tensor reshaped(Tensor plain, long... dims) {
    return Tensor.at(arena, Layout.plain(arena, dims), plain.address());
  }

  /**
   * The tensor in the layout that is wanted: the same memory, or a copy that is made at this place.
   * The same memory may be described in several ways, as where there is one channel, and oneDNN has
   * its fast implementations for some of them only: it gets the one that is wanted.
   */
  public Tensor as(Tensor tensor, Layout wanted) {
    if (tensor.layout().sameAs(wanted)) {
      return Tensor.at(arena, wanted.in(arena), tensor.address());
    }
    Tensor copy = tensor(wanted.in(arena));
    copy(tensor, copy);
    return copy;
  }

  /** The tensor in row-major order. */
  public Tensor plain(Tensor tensor) {
    return as(tensor, Layout.plain(arena, tensor.dims()));
  }

  /** Copies at this place, whatever the layouts. */
  public void copy(Tensor from, Tensor to) {
    add(
        Primitives.reorder(arena, from.layout(), to.layout(), null)
            .call(Primitive.arg(dnnl.DNNL_ARG_FROM, from), Primitive.arg(dnnl.DNNL_ARG_TO, to)));
  }

  public void run() {
    run(Profile.NONE);
  }

  /** Runs the calls, each through the profile. */
  public void run(Profile profile) {
    for (int i = 0; i < calls.size(); i++) {
      profile.time(calls.get(i));
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
