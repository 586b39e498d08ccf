package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_lstm_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_lstm_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_rnn_flags_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unidirectional_left2right;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unidirectional_right2left;

import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * An LSTM over series (Hochreiter and Schmidhuber 1997, with forget gates), of one layer and one
 * direction. What it remembers at the beginning is given, zero or not: without it oneDNN gets the
 * gradient of the recurrent weights wrong.
 *
 * @param backwards whether it goes from the last step to the first
 * @param input {@code [steps, batch, features]}
 * @param output {@code [steps, batch, units]}
 * @param state before the first step, {@code [1, 1, batch, units]}: of the output, of the cell
 * @param weights of the input, {@code [1, 1, features, 4, units]}: input, forget, candidate, output
 * @param recurrent weights of the steps before, {@code [1, 1, units, 4, units]}
 * @param bias {@code [1, 1, 4, units]}
 * @param peephole weights of the cell, {@code [1, 1, 3, units]}: input, forget, output; null
 *     without
 */
public record LstmPrimitives(
    boolean backwards,
    long[] input,
    long[] output,
    long[] state,
    long[] weights,
    long[] recurrent,
    long[] bias,
    long[] peephole) {

  /**
   * @param steps of a series
   * @param peepholes whether the gates see the cell
   */
  public static LstmPrimitives of(
      boolean backwards, boolean peepholes, long steps, long batch, long features, long units) {
    return new LstmPrimitives(
        backwards,
        new long[] {steps, batch, features},
        new long[] {steps, batch, units},
        new long[] {1, 1, batch, units},
        new long[] {1, 1, features, 4, units},
        new long[] {1, 1, units, 4, units},
        new long[] {1, 1, 4, units},
        peepholes ? new long[] {1, 1, 3, units} : null);
  }

  private int direction() {
    return backwards ? dnnl_unidirectional_right2left : dnnl_unidirectional_left2right;
  }

  private dnnl_memory_desc peepholes(Arena arena) {
    return peephole == null ? null : Layout.plain(arena, peephole).descriptor();
  }

  /** Chooses its own layouts of the weights. */
  public Primitive forward(Arena arena, boolean training) {
    return forward(arena, training, null);
  }

  /** The same for inference, which also gives the state behind the last step. */
  public Primitive forwardToState(Arena arena) {
    return forward(arena, false, Layout.plain(arena, state).descriptor());
  }

  private Primitive forward(Arena arena, boolean training, dnnl_memory_desc last) {
    return Primitive.of(
        arena,
        "lstm",
        pd ->
            dnnl_lstm_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                direction(),
                Layout.plain(arena, input).descriptor(),
                Layout.plain(arena, state).descriptor(),
                Layout.plain(arena, state).descriptor(),
                Layout.any(arena, weights).descriptor(),
                Layout.any(arena, recurrent).descriptor(),
                peepholes(arena),
                null,
                Layout.plain(arena, bias).descriptor(),
                Layout.plain(arena, output).descriptor(),
                last,
                last,
                dnnl_rnn_flags_undef,
                null));
  }

  /** The gradients of the weights, in row-major order, are added to what is there. */
  public Primitive backward(Arena arena, Primitive forward) {
    return Primitive.of(
        arena,
        "lstm_backward",
        pd ->
            dnnl_lstm_backward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                dnnl_backward,
                direction(),
                Layout.plain(arena, input).descriptor(),
                Layout.plain(arena, state).descriptor(),
                Layout.plain(arena, state).descriptor(),
                Layout.any(arena, weights).descriptor(),
                Layout.any(arena, recurrent).descriptor(),
                peepholes(arena),
                null,
                Layout.plain(arena, bias).descriptor(),
                Layout.plain(arena, output).descriptor(),
                null,
                null,
                Layout.plain(arena, input).descriptor(),
                Layout.plain(arena, state).descriptor(),
                Layout.plain(arena, state).descriptor(),
                Layout.plain(arena, weights).descriptor(),
                Layout.plain(arena, recurrent).descriptor(),
                peepholes(arena),
                null,
                Layout.plain(arena, bias).descriptor(),
                Layout.plain(arena, output).descriptor(),
                null,
                null,
                dnnl_rnn_flags_undef,
                forward.descriptor(),
                null));
  }
}
