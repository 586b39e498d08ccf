package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.dl4jlab.program.KernelParameters;
import org.dl4jlab.program.Operation.Pooling;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers that a program leaves to DL4J. */
final class StockLayerWriters {

  /** The functions that ONNX's simple recurrent layer knows, by their names there. */
  private static final Map<Class<?>, String> RECURRENT_FUNCTIONS =
      Map.of(
          ActivationTanH.class, "Tanh",
          ActivationReLU.class, "Relu",
          ActivationSigmoid.class, "Sigmoid");

  private StockLayerWriters() {}

  static boolean isKnown(SimpleRnn layer) {
    return !layer.hasLayerNorm()
        && layer.getRnnDataFormat() != RNNFormat.NWC
        && RECURRENT_FUNCTIONS.containsKey(layer.getActivationFn().getClass());
  }

  static Value simpleRnn(
      String output, String name, SimpleRnn layer, Value input, Context context) {
    GraphWriter graph = context.graph();
    long units = layer.getNOut();
    INDArray bias = context.weights().table(name, "b").reshape(1, units);
    INDArray weights = SeriesWriters.direction(context.weights().table(name, "W"));
    INDArray recurrent = SeriesWriters.direction(context.weights().table(name, "RW"));
    SeriesWriters.recurrent(
        "RNN",
        output,
        input,
        units,
        List.of(
            graph.floats(output + "/weights", weights),
            graph.floats(output + "/recurrent", recurrent),
            graph.floats(output + "/bias", Nd4j.concat(1, bias, Nd4j.zeros(1, units)))),
        false,
        graph,
        Attributes.strings(
            "activations", RECURRENT_FUNCTIONS.get(layer.getActivationFn().getClass())));
    return new Value(output, units, input.sample()[1]);
  }

  /** From numbers of words, {@code [batch, steps]} or {@code [batch, 1]}. */
  static Value embedding(String output, String name, Layer layer, Value input, Context context) {
    GraphWriter graph = context.graph();
    INDArray weights = context.weights().table(name, "W");
    String table = graph.floats(output + "/weights", weights);
    String rows = graph.add("Gather", output + "/rows", List.of(table, input.name()));
    if (context.weights().has(name, "b")) {
      String bias = graph.floats(output + "/bias", context.weights().table(name, "b").ravel());
      rows = graph.add("Add", output + "/biased", List.of(rows, bias));
    }
    String turned = output + "/turned";
    Value vectors =
        layer instanceof EmbeddingSequenceLayer
            ? SeriesWriters.stepsLast(
                turned, new Value(rows, true, input.sample()[0], weights.size(1)), graph)
            : new Value(
                graph.add("Squeeze", turned, List.of(rows, graph.longs(1))), weights.size(1));
    return ActivationWriters.write(output, StockWriters.activation(layer), vectors, graph);
  }

  static Value pooling(String output, Subsampling1DLayer layer, Value input, Context context) {
    boolean same = layer.getConvolutionMode() == ConvolutionMode.Same;
    KernelParameters kernel =
        new KernelParameters(
            ofSteps(layer.getKernelSize(), 1),
            ofSteps(layer.getStride(), 1),
            ofSteps(layer.getDilation(), 1),
            same ? null : ofSteps(layer.getPadding(), 0));
    Pooling pooling =
        new Pooling(layer.getPoolingType(), kernel, layer.isAvgPoolIncludePadInDivisor());
    return PoolingWriters.pooling(output, pooling, input, context.graph());
  }

  private static long[] ofSteps(int[] sizes, long width) {
    return new long[] {sizes[0], width};
  }

  /** A slope for each number, or one along a dimension. */
  static Value prelu(String output, String name, Value input, Context context) {
    GraphWriter graph = context.graph();
    INDArray slopes = context.weights().table(name, "W");
    graph.add("PRelu", output, List.of(input.name(), graph.floats(output + "/slopes", slopes)));
    return new Value(output, input.stepsFirst(), input.sample());
  }

  /** DL4J keeps {@code [channels, filters, kernel height, kernel width]}, as ONNX does. */
  static Value deconvolution(
      String output, String name, Deconvolution2D layer, Value input, Context context) {
    GraphWriter graph = context.graph();
    String product = output + "/product";
    List<String> reads = new ArrayList<>(List.of(input.name()));
    reads.add(graph.floats(output + "/weights", context.weights().table(name, "W")));
    if (layer.hasBias()) {
      reads.add(graph.floats(output + "/bias", context.weights().table(name, "b").ravel()));
    }
    long[] sample = {layer.getNOut(), 0, 0};
    long[] pads = new long[4];
    boolean same = layer.getConvolutionMode() == ConvolutionMode.Same;
    for (int i = 0; i < 2; i++) {
      long size = input.sample()[i + 1];
      long stride = layer.getStride()[i];
      long extent = (layer.getKernelSize()[i] - 1L) * layer.getDilation()[i] + 1;
      long whole = (size - 1) * stride + extent;
      long cut = same ? Math.max(0, whole - size * stride) : 2L * layer.getPadding()[i];
      pads[i] = cut / 2;
      pads[i + 2] = cut - cut / 2;
      sample[i + 1] = whole - cut;
    }
    graph.add(
        "ConvTranspose",
        product,
        reads,
        ints("kernel_shape", layer.getKernelSize()),
        ints("strides", layer.getStride()),
        ints("dilations", layer.getDilation()),
        Attributes.of("pads", pads));
    Value result = new Value(product, sample);
    return ActivationWriters.write(output, layer.getActivationFn(), result, graph);
  }

  private static AttributeProto ints(String name, int[] values) {
    return Attributes.of(name, Arrays.stream(values).asLongStream().toArray());
  }
}
