package org.dl4jlab.program;

import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.dl4jlab.program.Operation.MaskOrder;

/** Reads what is done to a layer's input in training: dropout, or noise that DL4J makes. */
final class DropoutReader {

  private final NodeList nodes;

  DropoutReader(NodeList nodes) {
    this.nodes = nodes;
  }

  /** Adds a layer's dropout, and returns the name of what the layer then reads. */
  String add(String name, Layer layer, String input) {
    if (layer.getIDropout() == null || !heeds(layer)) {
      return input;
    }
    if (!isPlain(layer)) {
      return nodes.add(
          name + "/noise",
          name,
          new Operation.Stock(
              "has the dropout " + layer.getIDropout().getClass().getSimpleName(),
              new StockPart.OfNoise(layer.getIDropout().clone())),
          List.of(input));
    }
    return add(name, "/dropout", layer, orderOf(input), input);
  }

  /** Adds what a layer within another drops of series, and returns the name of what it reads. */
  String ofSeries(String name, boolean backwards, Layer layer, String input) {
    if (layer.getIDropout() == null) {
      return input;
    }
    return backwards
        ? add(name, "/dropout backwards", layer, MaskOrder.BY_COLUMNS_FROM_LAST_STEP, input)
        : add(name, "/dropout forwards", layer, orderOf(input), input);
  }

  private String add(String name, String part, Layer layer, MaskOrder order, String input) {
    double keep = ((Dropout) layer.getIDropout()).getP();
    return nodes.add(name + part, name, new Operation.Dropout(keep, order), List.of(input));
  }

  private MaskOrder orderOf(String input) {
    return liesByColumns(input) ? MaskOrder.BY_COLUMNS : MaskOrder.BY_ROWS;
  }

  /**
   * Whether DL4J has a result in column-major order, as it has those of recurrent layers, and what
   * is made of them element by element.
   */
  private boolean liesByColumns(String node) {
    Operation operation = nodes.operation(node);
    if (operation instanceof Operation.Activation
        || operation instanceof Operation.Dropout
        || operation instanceof Operation.ElementWise
        || operation instanceof Operation.Concatenate) {
      return nodes.inputs(node).stream().allMatch(this::liesByColumns);
    }
    return operation instanceof Operation.Lstm
        || operation instanceof Operation.LastStep
        || operation instanceof Operation.Stock stock
            && stock.part() instanceof StockPart.OfPreprocessor of
            && of.preprocessor() instanceof RnnToFeedForwardPreProcessor;
  }

  /** Whether a layer's dropout is {@link Dropout} with one rate for all steps. */
  static boolean isPlain(Layer layer) {
    return layer.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null;
  }

  /** DL4J passes over the dropout of other layers. */
  private static boolean heeds(Layer layer) {
    return layer instanceof DropoutLayer
        || layer instanceof DenseLayer
        || layer instanceof ConvolutionLayer
        || layer instanceof SubsamplingLayer
        || layer instanceof AbstractLSTM
        || layer instanceof BaseOutputLayer;
  }
}
