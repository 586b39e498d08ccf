package org.dl4jlab.program;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** Reads DL4J's vertices without layers, and what layers do to their input's shape. */
final class VertexReader {

  private static final int BATCH = 0;
  private static final int CHANNELS = 1;

  /** GoogLeNet's first row and column, which Caffe's pooling does not have. */
  private static final Margins POOL_HELPER = new Margins(1, 0, 1, 0);

  private VertexReader() {}

  static Operation operation(GraphVertex vertex) {
    if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == CHANNELS) {
      return new Operation.Concatenate(CHANNELS);
    }
    if (vertex instanceof StackVertex) {
      return new Operation.Concatenate(BATCH);
    }
    if (vertex instanceof UnstackVertex unstack) {
      return new Operation.Unstack(unstack.getFrom(), unstack.getStackSize());
    }
    if (vertex instanceof ElementWiseVertex elementWise) {
      return new Operation.ElementWise(elementWise.getOp());
    }
    if (vertex instanceof SubsetVertex subset) {
      return new Operation.Subset(subset.getFrom(), subset.getTo());
    }
    if (vertex instanceof ScaleVertex scale) {
      return new Operation.Linear(scale.getScaleFactor(), 0);
    }
    if (vertex instanceof ShiftVertex shift) {
      return new Operation.Linear(1, shift.getShiftFactor());
    }
    if (vertex instanceof L2NormalizeVertex normalize && overSamples(normalize.getDimension())) {
      return new Operation.Normalize(normalize.getEps());
    }
    if (vertex instanceof PoolHelperVertex) {
      return new Operation.Crop(POOL_HELPER);
    }
    if (vertex instanceof ReshapeVertex reshape && keepsSamples(reshape)) {
      return new Operation.Reshape(
          Arrays.stream(reshape.getNewShape()).skip(1).asLongStream().toArray());
    }
    if (vertex instanceof DuplicateToTimeSeriesVertex) {
      return new Operation.RepeatOverSteps();
    }
    if (vertex.numParams(false) > 0) {
      return new Operation.Unknown("has parameters, but is no layer");
    }
    return vertex instanceof PreprocessorVertex preprocessor
        ? operation(preprocessor.getPreProcessor())
        : new Operation.Stock(
            "is of the type " + vertex.getClass().getSimpleName(), new StockPart.OfVertex());
  }

  static Operation operation(InputPreProcessor preprocessor) {
    if (preprocessor.getClass() == CnnToFeedForwardPreProcessor.class) {
      return new Operation.Flatten();
    }
    if (preprocessor.getClass() == FeedForwardToCnnPreProcessor.class) {
      FeedForwardToCnnPreProcessor image = (FeedForwardToCnnPreProcessor) preprocessor;
      return new Operation.Reshape(
          image.getNumChannels(), image.getInputHeight(), image.getInputWidth());
    }
    return new Operation.Stock(
        "has the preprocessor " + preprocessor.getClass().getSimpleName(),
        new StockPart.OfPreprocessor(preprocessor));
  }

  private static boolean overSamples(int[] dimensions) {
    return dimensions == null || dimensions.length == 0;
  }

  /** Features or images, in row-major order. */
  private static boolean keepsSamples(ReshapeVertex reshape) {
    int[] shape = reshape.getNewShape();
    return reshape.getReshapeOrder() == 'c'
        && (shape.length == 2 || shape.length == 4)
        && shape[0] == -1
        && Arrays.stream(shape).skip(1).allMatch(size -> size > 0);
  }
}
