package org.dl4jlab.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/** Networks over series as programs with DL4J make them, and something for them to learn. */
final class SeriesNetworks {

  static final int CHARACTERS = 6;
  static final int CLASSES = 3;
  private static final int STEPS = 9;
  private static final int SEGMENT = 4;
  private static final int SAMPLES = 5;

  private SeriesNetworks() {}

  /** Guesses the next character; trained in segments. */
  static MultiLayerNetwork characters() {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.01))
            .list()
            .layer(new LSTM.Builder().nOut(10).activation(Activation.TANH).build())
            .layer(new GravesLSTM.Builder().nOut(8).activation(Activation.TANH).build())
            .layer(
                new RnnOutputLayer.Builder()
                    .nOut(CHARACTERS)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(CHARACTERS))
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(SEGMENT)
            .build());
  }

  /** The same as a graph of one layer. */
  static ComputationGraph charactersOfGraph() {
    return new ComputationGraph(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.recurrent(CHARACTERS))
            .layer(
                "memory", new LSTM.Builder().nOut(8).activation(Activation.TANH).build(), "input")
            .layer(
                "output",
                new RnnOutputLayer.Builder()
                    .nOut(CHARACTERS)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "memory")
            .setOutputs("output")
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(SEGMENT)
            .build());
  }

  /** Tells series of different lengths apart by their mean. */
  static MultiLayerNetwork classifier() {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.01))
            .list()
            .layer(new LSTM.Builder().nOut(10).activation(Activation.TANH).build())
            .layer(new GlobalPoolingLayer.Builder(PoolingType.AVG).build())
            .layer(new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.recurrent(CHARACTERS))
            .build());
  }

  /** Tells them apart by their last step. */
  static ComputationGraph classifierOfGraph() {
    return new ComputationGraph(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.recurrent(CHARACTERS))
            .layer(
                "memory",
                new LastTimeStep(new LSTM.Builder().nOut(8).activation(Activation.TANH).build()),
                "input")
            .layer(
                "output",
                new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build(),
                "memory")
            .setOutputs("output")
            .build());
  }

  /** Texts of equal length and what follows each of their characters. */
  static DataSet texts(long seed) {
    Random random = new Random(seed);
    INDArray text = Nd4j.zeros(SAMPLES, CHARACTERS, STEPS + 1);
    for (int i = 0; i < SAMPLES; i++) {
      int character = random.nextInt(CHARACTERS);
      for (int step = 0; step <= STEPS; step++) {
        text.putScalar(new int[] {i, character, step}, 1);
        character = (character + 1 + random.nextInt(2)) % CHARACTERS;
      }
    }
    return new DataSet(part(text, 0), part(text, 1));
  }

  private static INDArray part(INDArray text, int from) {
    return text.get(
            NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + STEPS))
        .dup();
  }

  /** Series of different lengths, padded at their end. */
  static DataSetIterator series() {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(seriesOf(i));
    }
    return new ListDataSetIterator<>(DataSet.merge(batches).asList(), 2 * SAMPLES);
  }

  /** A batch of series of different lengths, padded at their end. */
  static DataSet seriesOf(long seed) {
    Random random = new Random(seed);
    INDArray features = Nd4j.zeros(SAMPLES, CHARACTERS, STEPS);
    INDArray mask = Nd4j.zeros(SAMPLES, STEPS);
    INDArray labels = Nd4j.zeros(SAMPLES, CLASSES);
    for (int i = 0; i < SAMPLES; i++) {
      int label = random.nextInt(CLASSES);
      labels.putScalar(i, label, 1);
      int length = i == 0 ? STEPS : 1 + random.nextInt(STEPS);
      for (int step = 0; step < length; step++) {
        mask.putScalar(i, step, 1);
        for (int j = 0; j < CHARACTERS; j++) {
          double mean = j % CLASSES == label ? 1 : 0;
          features.putScalar(new int[] {i, j, step}, mean + random.nextGaussian());
        }
      }
    }
    return new DataSet(features, labels, mask, null);
  }
}
