package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_abs;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_elu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_logistic_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_pow;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_sqrt;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_square;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;

/**
 * A function of each element. The activations' derivatives are computed from their result, so that
 * they can overwrite their input.
 *
 * @param algorithm oneDNN's number of the function
 */
public record Eltwise(int algorithm, float alpha, float beta) {

  /** {@code x} above 0, {@code slope * x} below. */
  public static Eltwise relu(float slope) {
    return new Eltwise(dnnl_eltwise_relu_use_dst_for_bwd, slope, 0);
  }

  /** {@code x} above 0, {@code alpha * (exp(x) - 1)} below. */
  public static Eltwise elu(float alpha) {
    return new Eltwise(dnnl_eltwise_elu_use_dst_for_bwd, alpha, 0);
  }

  public static Eltwise tanh() {
    return new Eltwise(dnnl_eltwise_tanh_use_dst_for_bwd, 0, 0);
  }

  public static Eltwise sigmoid() {
    return new Eltwise(dnnl_eltwise_logistic_use_dst_for_bwd, 0, 0);
  }

  /** {@code factor * x + summand}. */
  public static Eltwise linear(float factor, float summand) {
    return new Eltwise(dnnl_eltwise_linear, factor, summand);
  }

  public static Eltwise squareRoot() {
    return new Eltwise(dnnl_eltwise_sqrt, 0, 0);
  }

  public static Eltwise square() {
    return new Eltwise(dnnl_eltwise_square, 0, 0);
  }

  public static Eltwise reciprocal() {
    return new Eltwise(dnnl_eltwise_pow, 1, -1);
  }

  public static Eltwise absolute() {
    return new Eltwise(dnnl_eltwise_abs, 0, 0);
  }

  /** The nearest number from {@code least} to {@code largest}. */
  public static Eltwise clip(float least, float largest) {
    return new Eltwise(dnnl_eltwise_clip, least, largest);
  }
}
