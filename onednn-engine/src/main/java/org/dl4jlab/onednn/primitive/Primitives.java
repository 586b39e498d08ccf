package org.dl4jlab.onednn.primitive;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.dl4jlab.program.Window;

/** Makes oneDNN's primitives; the argument lists are those of its C interface. */
public final class Primitives {

  private Primitives() {}

  private static dnnl_primitive_attr attr(Attributes attributes) {
    return attributes == null ? Attributes.NONE : attributes.build();
  }

  private static dnnl_memory_desc desc(Layout layout) {
    return layout == null ? null : layout.descriptor();
  }

  /** Copies between layouts and data types. */
  public static Primitive reorder(Arena arena, Layout from, Layout to, Attributes attributes) {
    return Primitive.of(
        arena,
        "reorder",
        pd ->
            dnnl_reorder_primitive_desc_create(
                pd,
                from.descriptor(),
                OneDnn.engine(),
                to.descriptor(),
                OneDnn.engine(),
                attr(attributes)));
  }

  public static Primitive convolution(
      Arena arena,
      Layout src,
      Layout weights,
      Layout bias,
      Layout dst,
      Window window,
      Attributes attributes) {
    return windowed(
        window,
        w ->
            Primitive.of(
                arena,
                "convolution",
                pd ->
                    dnnl_convolution_forward_primitive_desc_create(
                        pd,
                        OneDnn.engine(),
                        dnnl_forward_training,
                        dnnl_convolution_direct,
                        src.descriptor(),
                        weights.descriptor(),
                        desc(bias),
                        dst.descriptor(),
                        w[1],
                        w[2],
                        w[3],
                        w[4],
                        attr(attributes))));
  }

  public static Primitive convolutionBackwardData(
      Arena arena,
      Layout diffSrc,
      Layout weights,
      Layout diffDst,
      Window window,
      Primitive forward) {
    return windowed(
        window,
        w ->
            Primitive.of(
                arena,
                "convolution_backward_data",
                pd ->
                    dnnl_convolution_backward_data_primitive_desc_create(
                        pd,
                        OneDnn.engine(),
                        dnnl_convolution_direct,
                        diffSrc.descriptor(),
                        weights.descriptor(),
                        diffDst.descriptor(),
                        w[1],
                        w[2],
                        w[3],
                        w[4],
                        forward.descriptor(),
                        null)));
  }

  public static Primitive convolutionBackwardWeights(
      Arena arena,
      Layout src,
      Layout diffWeights,
      Layout diffBias,
      Layout diffDst,
      Window window,
      Primitive forward) {
    return windowed(
        window,
        w ->
            Primitive.of(
                arena,
                "convolution_backward_weights",
                pd ->
                    dnnl_convolution_backward_weights_primitive_desc_create(
                        pd,
                        OneDnn.engine(),
                        dnnl_convolution_direct,
                        src.descriptor(),
                        diffWeights.descriptor(),
                        desc(diffBias),
                        diffDst.descriptor(),
                        w[1],
                        w[2],
                        w[3],
                        w[4],
                        forward.descriptor(),
                        null)));
  }

  public static Primitive innerProduct(
      Arena arena,
      boolean training,
      Layout src,
      Layout weights,
      Layout bias,
      Layout dst,
      Attributes attributes) {
    return Primitive.of(
        arena,
        "inner_product",
        pd ->
            dnnl_inner_product_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                src.descriptor(),
                weights.descriptor(),
                desc(bias),
                dst.descriptor(),
                attr(attributes)));
  }

  public static Primitive innerProductBackwardData(
      Arena arena, Layout diffSrc, Layout weights, Layout diffDst, Primitive forward) {
    return Primitive.of(
        arena,
        "inner_product_backward_data",
        pd ->
            dnnl_inner_product_backward_data_primitive_desc_create(
                pd,
                OneDnn.engine(),
                diffSrc.descriptor(),
                weights.descriptor(),
                diffDst.descriptor(),
                forward.descriptor(),
                null));
  }

  public static Primitive innerProductBackwardWeights(
      Arena arena,
      Layout src,
      Layout diffWeights,
      Layout diffBias,
      Layout diffDst,
      Primitive forward) {
    return Primitive.of(
        arena,
        "inner_product_backward_weights",
        pd ->
            dnnl_inner_product_backward_weights_primitive_desc_create(
                pd,
                OneDnn.engine(),
                src.descriptor(),
                diffWeights.descriptor(),
                desc(diffBias),
                diffDst.descriptor(),
                forward.descriptor(),
                null));
  }

  /** Of the batch's own statistics, with scale and shift. */
  public static Primitive batchNormalization(Arena arena, Layout data, float epsilon) {
    return Primitive.of(
        arena,
        "batch_normalization",
        pd ->
            dnnl_batch_normalization_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                dnnl_forward_training,
                data.descriptor(),
                data.descriptor(),
                epsilon,
                dnnl_use_scale | dnnl_use_shift,
                null));
  }

  /** Of given statistics, with scale and shift. */
  public static Primitive batchNormalizationInference(Arena arena, Layout data, float epsilon) {
    return Primitive.of(
        arena,
        "batch_normalization",
        pd ->
            dnnl_batch_normalization_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                dnnl_forward_inference,
                data.descriptor(),
                data.descriptor(),
                epsilon,
                dnnl_use_scale | dnnl_use_shift | dnnl_use_global_stats,
                null));
  }

  public static Primitive batchNormalizationBackward(
      Arena arena, Layout diff, Layout data, float epsilon, Primitive forward) {
    return Primitive.of(
        arena,
        "batch_normalization_backward",
        pd ->
            dnnl_batch_normalization_backward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                dnnl_backward,
                diff.descriptor(),
                diff.descriptor(),
                data.descriptor(),
                epsilon,
                dnnl_use_scale | dnnl_use_shift,
                forward.descriptor(),
                null));
  }

  public static Primitive eltwise(
      Arena arena, boolean training, Layout src, Layout dst, Eltwise function) {
    return Primitive.of(
        arena,
        "eltwise",
        pd ->
            dnnl_eltwise_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                function.algorithm(),
                src.descriptor(),
                dst.descriptor(),
                function.alpha(),
                function.beta(),
                null));
  }

  public static Primitive eltwiseBackward(
      Arena arena, Layout diff, Layout data, Eltwise function, Primitive forward) {
    return Primitive.of(
        arena,
        "eltwise_backward",
        pd ->
            dnnl_eltwise_backward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                function.algorithm(),
                diff.descriptor(),
                diff.descriptor(),
                data.descriptor(),
                function.alpha(),
                function.beta(),
                forward.descriptor(),
                null));
  }

  /** Over the last dimension. */
  public static Primitive softmax(Arena arena, boolean training, Layout data) {
    return Primitive.of(
        arena,
        "softmax",
        pd ->
            dnnl_softmax_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_softmax_accurate,
                data.descriptor(),
                data.descriptor(),
                data.dims().length - 1,
                null));
  }

  public static Primitive softmaxBackward(
      Arena arena, Layout diff, Layout data, Primitive forward) {
    return Primitive.of(
        arena,
        "softmax_backward",
        pd ->
            dnnl_softmax_backward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                dnnl_softmax_accurate,
                diff.descriptor(),
                diff.descriptor(),
                data.descriptor(),
                data.dims().length - 1,
                forward.descriptor(),
                null));
  }

  /**
   * @param algorithm such as {@code dnnl_pooling_max}
   */
  public static Primitive pooling(
      Arena arena, boolean training, int algorithm, Layout src, Layout dst, Window window) {
    return windowed(
        window,
        w ->
            Primitive.of(
                arena,
                "pooling",
                pd ->
                    dnnl_pooling_forward_primitive_desc_create(
                        pd,
                        OneDnn.engine(),
                        training ? dnnl_forward_training : dnnl_forward_inference,
                        algorithm,
                        src.descriptor(),
                        dst.descriptor(),
                        w[1],
                        w[0],
                        w[2],
                        w[3],
                        w[4],
                        null)));
  }

  public static Primitive poolingBackward(
      Arena arena,
      int algorithm,
      Layout diffSrc,
      Layout diffDst,
      Window window,
      Primitive forward) {
    return windowed(
        window,
        w ->
            Primitive.of(
                arena,
                "pooling_backward",
                pd ->
                    dnnl_pooling_backward_primitive_desc_create(
                        pd,
                        OneDnn.engine(),
                        algorithm,
                        diffSrc.descriptor(),
                        diffDst.descriptor(),
                        w[1],
                        w[0],
                        w[2],
                        w[3],
                        w[4],
                        forward.descriptor(),
                        null)));
  }

  /**
   * @param algorithm such as {@code dnnl_binary_mul}
   * @param src1 of the same shape, or 1 along some dimensions
   */
  public static Primitive binary(
      Arena arena, int algorithm, Layout src0, Layout src1, Layout dst, Attributes attributes) {
    return Primitive.of(
        arena,
        "binary",
        pd ->
            dnnl_binary_primitive_desc_create(
                pd,
                OneDnn.engine(),
                algorithm,
                src0.descriptor(),
                src1.descriptor(),
                dst.descriptor(),
                attr(attributes)));
  }

  /** Each element of the destination is the nearest one of the source. */
  public static Primitive nearestNeighbour(Arena arena, Layout src, Layout dst) {
    return Primitive.of(
        arena,
        "resampling",
        pd ->
            dnnl_resampling_forward_primitive_desc_create(
                pd,
                OneDnn.engine(),
                dnnl_forward_inference,
                dnnl_resampling_nearest,
                (FloatPointer) null,
                src.descriptor(),
                dst.descriptor(),
                null));
  }

  /** One behind the other along a dimension, into the layout that oneDNN likes best. */
  public static Primitive concatenation(Arena arena, int dimension, List<Layout> sources) {
    try (PointerPointer<dnnl_memory_desc> layouts = new PointerPointer<>(sources.size())) {
      for (int i = 0; i < sources.size(); i++) {
        layouts.put(i, sources.get(i).descriptor());
      }
      return Primitive.ofSeveral(
          arena,
          "concat",
          pd ->
              dnnl_concat_primitive_desc_create(
                  pd, OneDnn.engine(), null, sources.size(), dimension, layouts, null));
    }
  }

  public static Primitive matmul(Arena arena, Layout src, Layout weights, Layout dst) {
    return Primitive.of(
        arena,
        "matmul",
        pd ->
            dnnl_matmul_primitive_desc_create(
                pd,
                OneDnn.engine(),
                src.descriptor(),
                weights.descriptor(),
                null,
                dst.descriptor(),
                null));
  }

  /** oneDNN counts the places between the elements. */
  private static long[] gaps(Window window) {
    return Arrays.stream(window.dilation()).map(dilation -> dilation - 1).toArray();
  }

  /** Hands on kernel, stride, gaps, padding before and after as native numbers. */
  private static Primitive windowed(
      Window window, java.util.function.Function<LongPointer[], Primitive> creation) {
    try (LongPointer kernel = new LongPointer(window.kernel());
        LongPointer stride = new LongPointer(window.stride());
        LongPointer gaps = new LongPointer(gaps(window));
        LongPointer before = new LongPointer(window.before());
        LongPointer after = new LongPointer(window.after())) {
      return creation.apply(new LongPointer[] {kernel, stride, gaps, before, after});
    }
  }
}
