package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.classifiedSteps;
import static org.dl4jlab.onednn.examples.ExampleData.firstSteps;
import static org.dl4jlab.onednn.examples.ExampleData.gaussian;
import static org.dl4jlab.onednn.examples.ExampleData.lastStep;
import static org.dl4jlab.onednn.examples.ExampleData.oneHotSteps;
import static org.dl4jlab.onednn.examples.ExampleData.uniform;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.conv;
import static org.dl4jlab.onednn.examples.ExampleLayers.list;
import static org.dl4jlab.onednn.examples.ExampleLayers.lstm;
import static org.dl4jlab.onednn.examples.ExampleLayers.maxPool;
import static org.dl4jlab.onednn.examples.ExampleLayers.open;
import static org.dl4jlab.onednn.examples.ExampleLayers.outputOfSteps;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmaxOfSteps;

import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks for measurements and films, step by step. */
final class SeriesExamples {

  private static final int SIZE = 5;
  private static final int STEPS = 10;

  private SeriesExamples() {}

  static List<Example> all() {
    return List.of(wholeSeries(), nextValue(), anomalies(), windows(), learntByHeart(), films());
  }

  private static Example wholeSeries() {
    return Example.of(
        "series: a class at the last step",
        list(
            base(new Nesterovs(0.005, 0.9))
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(0.5),
            InputType.recurrent(1),
            lstm(10),
            softmaxOfSteps(6)),
        i ->
            new DataSet(
                gaussian(i, SIZE, 1, STEPS),
                oneHotSteps(i, SIZE, 6, STEPS),
                null,
                lastStep(STEPS, 10, 10, 10, 10, 10)));
  }

  private static Example nextValue() {
    return Example.of(
        "series: the next value of each step",
        list(
            base(new Nesterovs(0.0015, 0.9)),
            InputType.recurrent(1),
            lstm(10),
            outputOfSteps(LossFunction.MSE, 1, Activation.IDENTITY)),
        i -> new DataSet(gaussian(i, 1, 1, STEPS), gaussian(20 + i, 1, 1, STEPS)));
  }

  private static Example anomalies() {
    return Example.of(
        "series: five layers that find anomalies",
        list(
            base(new RmsProp(0.005)).l2(1e-4),
            InputType.recurrent(6),
            lstm(10),
            lstm(6),
            lstm(3),
            lstm(6),
            lstm(10),
            outputOfSteps(LossFunction.MSE, 6, Activation.IDENTITY)),
        i -> {
          INDArray series = uniform(i, SIZE, 6, STEPS);
          return new DataSet(series, series.dup());
        });
  }

  private static Example windows() {
    return Example.of(
        "series: convolutions with a class for each step",
        list(
            base(new Adam(0.01)).convolutionMode(ConvolutionMode.Same),
            InputType.recurrent(4),
            window(8, 3),
            window(6, 3),
            softmaxOfSteps(3)),
        classifiedSteps(SIZE, 4, 3, STEPS));
  }

  private static Convolution1DLayer window(int filters, int taps) {
    return new Convolution1DLayer.Builder(taps).nOut(filters).activation(Activation.RELU).build();
  }

  private static Example learntByHeart() {
    return Example.of(
        "series: a plain recurrent layer",
        list(
            base(new RmsProp(0.001)),
            InputType.recurrent(6),
            new SimpleRnn.Builder().nOut(12).activation(Activation.TANH).build(),
            softmaxOfSteps(6)),
        classifiedSteps(SIZE, 6, 6, STEPS));
  }

  /** Frames of 8 x 8 pixels. */
  private static Example films() {
    int pixels = 8;
    return Example.of(
        "films: convolutions of each frame, then a recurrent layer, in pieces",
        open(
                base(new AdaGrad(0.04))
                    .l2(1e-3)
                    .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                    .gradientNormalizationThreshold(10),
                conv(6, 3, 1, Activation.RELU),
                maxPool(2, 2),
                new DenseLayer.Builder()
                    .nIn(6 * 3 * 3)
                    .nOut(10)
                    .activation(Activation.RELU)
                    .build(),
                lstm(8),
                softmaxOfSteps(4))
            .inputPreProcessor(0, new RnnToCnnPreProcessor(pixels, pixels, 3))
            .inputPreProcessor(2, new CnnToFeedForwardPreProcessor(3, 3, 6))
            .inputPreProcessor(3, new FeedForwardToRnnPreProcessor())
            .setInputType(InputType.recurrent(3 * pixels * pixels))
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTForwardLength(5)
            .tBPTTBackwardLength(5)
            .build(),
        i ->
            new DataSet(
                gaussian(i, SIZE, 3 * pixels * pixels, STEPS),
                oneHotSteps(i, SIZE, 4, STEPS),
                null,
                firstSteps(STEPS, 10, 9, 10, 7, 10)));
  }
}
