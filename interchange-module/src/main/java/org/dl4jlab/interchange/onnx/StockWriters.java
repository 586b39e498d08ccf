package org.dl4jlab.interchange.onnx;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Stock;
import org.dl4jlab.program.StockPart;
import org.nd4j.linalg.activations.IActivation;

/** What a program leaves to DL4J, and ONNX can do. */
final class StockWriters {

  /** Writes such a part. */
  @FunctionalInterface
  private interface PartWriter {

    /**
     * @param output the name of the result
     */
    Value write(String output, Value input);
  }

  private StockWriters() {}

  /** Why a node cannot be written: completes "'name' …". */
  static Optional<String> obstacle(Node node, Stock stock, Context context) {
    return find(node, stock, context).isPresent() ? Optional.empty() : Optional.of(stock.why());
  }

  static Value stock(Node node, Stock stock, List<Value> inputs, Context context) {
    return find(node, stock, context).orElseThrow().write(node.name(), inputs.get(0));
  }

  /** Whether a layer reads numbers of words. */
  static boolean isEmbedding(Layer layer) {
    return layer instanceof EmbeddingLayer
        || layer instanceof EmbeddingSequenceLayer sequence
            && sequence.getOutputFormat() == RNNFormat.NCW;
  }

  private static Optional<PartWriter> find(Node node, Stock stock, Context context) {
    if (stock.part() instanceof StockPart.OfPreprocessor of) {
      return preprocessor(of.preprocessor(), context);
    }
    if (stock.part() instanceof StockPart.OfVertex) {
      return vertex(context.vertex(node.layer()), context);
    }
    Layer layer = context.layer(node.layer());
    return stock.part() instanceof StockPart.OfOutput
        ? loss(layer, context)
        : layer(node.layer(), layer, context);
  }

  private static Optional<PartWriter> preprocessor(InputPreProcessor part, Context context) {
    if (part instanceof RnnToFeedForwardPreProcessor) {
      return Optional.of((out, in) -> SeriesWriters.stepsFirst(out, in, context.graph()));
    }
    return part instanceof FeedForwardToRnnPreProcessor
        ? Optional.of((out, in) -> SeriesWriters.stepsLast(out, in, context.graph()))
        : Optional.empty();
  }

  private static Optional<PartWriter> vertex(GraphVertex vertex, Context context) {
    if (vertex instanceof LastTimeStepVertex) {
      return Optional.of((out, in) -> SeriesWriters.lastStep(out, in, context.graph()));
    }
    return vertex instanceof ReverseTimeSeriesVertex
        ? Optional.of((out, in) -> SeriesWriters.reversed(out, in, context.graph()))
        : Optional.empty();
  }

  /** Losses of steps and pixels, whose softmax goes over the channels. */
  private static Optional<PartWriter> loss(Layer layer, Context context) {
    boolean known =
        layer instanceof RnnLossLayer steps && steps.getRnnDataFormat() != RNNFormat.NWC
            || layer instanceof CnnLossLayer pixels && pixels.getFormat() == CNN2DFormat.NCHW;
    return known && ActivationWriters.obstacle(activation(layer)).isEmpty()
        ? Optional.of(
            (out, in) ->
                ActivationWriters.overChannels(out, activation(layer), in, context.graph()))
        : Optional.empty();
  }

  private static Optional<PartWriter> layer(String name, Layer layer, Context context) {
    if (layer instanceof LastTimeStep last) {
      return layer(name, last.getUnderlying(), context)
          .map(
              series ->
                  (out, in) ->
                      SeriesWriters.lastStep(
                          out, series.write(out + "/series", in), context.graph()));
    }
    if (layer instanceof SimpleRnn simple) {
      return StockLayerWriters.isKnown(simple)
          ? Optional.of((out, in) -> StockLayerWriters.simpleRnn(out, name, simple, in, context))
          : Optional.empty();
    }
    if (layer instanceof Subsampling1DLayer pooling) {
      return pooling.getPoolingType() != PoolingType.PNORM
          ? Optional.of((out, in) -> StockLayerWriters.pooling(out, pooling, in, context))
          : Optional.empty();
    }
    if (layer instanceof PReLULayer) {
      return Optional.of((out, in) -> StockLayerWriters.prelu(out, name, in, context));
    }
    if (!(layer instanceof BaseLayer)
        || ActivationWriters.obstacle(activation(layer)).isPresent()) {
      return Optional.empty();
    }
    if (layer instanceof Deconvolution2D transposed
        && transposed.getCnn2dDataFormat() == CNN2DFormat.NCHW) {
      return Optional.of(
          (out, in) -> StockLayerWriters.deconvolution(out, name, transposed, in, context));
    }
    return isEmbedding(layer)
        ? Optional.of((out, in) -> StockLayerWriters.embedding(out, name, layer, in, context))
        : Optional.empty();
  }

  static IActivation activation(Layer layer) {
    return ((BaseLayer) layer).getActivationFn();
  }
}
