package org.dl4jlab.interchange.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Stock;
import org.dl4jlab.program.StockPart;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a program leaves to DL4J, and ONNX can do. */
final class StockWriters {

  /** The functions that ONNX's simple recurrent layer knows, by their names there. */
  private static final Map<Class<?>, String> RECURRENT_FUNCTIONS =
      Map.of(
          ActivationTanH.class, "Tanh",
          ActivationReLU.class, "Relu",
          ActivationSigmoid.class, "Sigmoid");

  private StockWriters() {}

  /** Why a node cannot be written: completes "'name' …". */
  static Optional<String> obstacle(Node node, Stock stock, Context context) {
    boolean possible =
        stock.part() instanceof StockPart.OfPreprocessor of
            ? isBetweenStepsAndSamples(of.preprocessor())
            : stock.part() instanceof StockPart.OfLayer && isPossible(context.layer(node.layer()));
    return possible ? Optional.empty() : Optional.of(stock.why());
  }

  private static boolean isBetweenStepsAndSamples(InputPreProcessor preprocessor) {
    return preprocessor instanceof RnnToFeedForwardPreProcessor
        || preprocessor instanceof FeedForwardToRnnPreProcessor;
  }

  private static boolean isPossible(Layer layer) {
    if (layer instanceof LastTimeStep last) {
      return isPossible(last.getUnderlying());
    }
    if (layer instanceof SimpleRnn simple) {
      return !simple.hasLayerNorm()
          && simple.getRnnDataFormat() != RNNFormat.NWC
          && RECURRENT_FUNCTIONS.containsKey(simple.getActivationFn().getClass());
    }
    return isEmbedding(layer) && ActivationWriters.obstacle(activation(layer)).isEmpty();
  }

  /** Whether a layer reads numbers of words. */
  static boolean isEmbedding(Layer layer) {
    return layer instanceof EmbeddingLayer
        || layer instanceof EmbeddingSequenceLayer sequence
            && sequence.getOutputFormat() == RNNFormat.NCW;
  }

  private static IActivation activation(Layer layer) {
    return ((BaseLayer) layer).getActivationFn();
  }

  static Value stock(Node node, Stock stock, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    if (stock.part() instanceof StockPart.OfPreprocessor of) {
      return of.preprocessor() instanceof RnnToFeedForwardPreProcessor
          ? SeriesWriters.stepsFirst(node.name(), input, context.graph())
          : SeriesWriters.stepsLast(node.name(), input, context.graph());
    }
    return layer(node.name(), node.layer(), context.layer(node.layer()), input, context);
  }

  private static Value layer(
      String output, String name, Layer layer, Value input, Context context) {
    if (layer instanceof LastTimeStep last) {
      Value series = layer(output + "/series", name, last.getUnderlying(), input, context);
      return SeriesWriters.lastStep(output, series, context.graph());
    }
    return layer instanceof SimpleRnn simple
        ? simpleRnn(output, name, simple, input, context)
        : embedding(output, name, layer, input, context);
  }

  private static Value simpleRnn(
      String output, String name, SimpleRnn layer, Value input, Context context) {
    GraphWriter graph = context.graph();
    long units = layer.getNOut();
    INDArray bias = context.weights().of(name, "b").reshape(1, units);
    SeriesWriters.recurrent(
        "RNN",
        output,
        input,
        units,
        List.of(
            graph.floats(
                output + "/weights", SeriesWriters.direction(context.weights().of(name, "W"))),
            graph.floats(
                output + "/recurrent", SeriesWriters.direction(context.weights().of(name, "RW"))),
            graph.floats(output + "/bias", Nd4j.concat(1, bias, Nd4j.zeros(1, units)))),
        false,
        graph,
        Attributes.strings(
            "activations", RECURRENT_FUNCTIONS.get(layer.getActivationFn().getClass())));
    return new Value(output, units, input.sample()[1]);
  }

  /** From numbers of words, {@code [batch, steps]} or {@code [batch, 1]}. */
  private static Value embedding(
      String output, String name, Layer layer, Value input, Context context) {
    GraphWriter graph = context.graph();
    INDArray weights = context.weights().of(name, "W");
    String table = graph.floats(output + "/weights", weights);
    String rows = graph.add("Gather", output + "/rows", List.of(table, input.name()));
    if (context.weights().has(name, "b")) {
      String bias = graph.floats(output + "/bias", context.weights().of(name, "b").ravel());
      rows = graph.add("Add", output + "/biased", List.of(rows, bias));
    }
    boolean ofSeries = layer instanceof EmbeddingSequenceLayer;
    String turned = output + "/turned";
    Value vectors =
        ofSeries
            ? SeriesWriters.stepsLast(
                turned, new Value(rows, true, input.sample()[0], weights.size(1)), graph)
            : new Value(
                graph.add("Squeeze", turned, List.of(rows, graph.longs(1))), weights.size(1));
    return ActivationWriters.write(output, activation(layer), vectors, graph);
  }
}
