package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_abs;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_elu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_hardsigmoid;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_logistic_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_mish;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_pow;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_soft_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_sqrt;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_square;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_swish;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;

/**
 * A function of each element. Where its derivative can be computed from its result, it is, so that
 * the result can overwrite the input.
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

  /** {@code x}, but no less than one bound and no more than the other. */
  public static Eltwise clip(float least, float most) {
    return new Eltwise(dnnl_eltwise_clip_v2_use_dst_for_bwd, least, most);
  }

  /** {@code slope * x + summand}, but no less than 0 and no more than 1. */
  public static Eltwise hardSigmoid(float slope, float summand) {
    return new Eltwise(dnnl_eltwise_hardsigmoid, slope, summand);
  }

  /** {@code x * sigmoid(alpha * x)}. */
  public static Eltwise swish(float alpha) {
    return new Eltwise(dnnl_eltwise_swish, alpha, 0);
  }

  /** {@code log(1 + exp(x))}. */
  public static Eltwise softplus() {
    return new Eltwise(dnnl_eltwise_soft_relu, 1, 0);
  }

  /** {@code x * tanh(softplus(x))}. */
  public static Eltwise mish() {
    return new Eltwise(dnnl_eltwise_mish, 0, 0);
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

  /** The same as {@link #clip}, as a step of arithmetic that has no backward pass. */
  public static Eltwise limit(float least, float most) {
    return new Eltwise(dnnl_eltwise_clip, least, most);
  }

  /** Whether the backward pass reads the function's result, or else its argument. */
  public boolean derivesFromResult() {
    return algorithm == dnnl_eltwise_relu_use_dst_for_bwd
        || algorithm == dnnl_eltwise_elu_use_dst_for_bwd
        || algorithm == dnnl_eltwise_tanh_use_dst_for_bwd
        || algorithm == dnnl_eltwise_logistic_use_dst_for_bwd
        || algorithm == dnnl_eltwise_clip_v2_use_dst_for_bwd;
  }
}
