package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;

/** What the engine does not do, stock DL4J does. */
class DropInFallbackTest {

  @Test
  void aListenerThatLooksAtGradientsGetsThem() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    net.fit(DropInNetworks.batch());
    List<INDArray> gradients = new ArrayList<>();
    net.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            gradients.add(model.gradient().gradient().dup());
          }
        });
    net.fit(DropInNetworks.batch());
    assertEquals(net.numParams(), gradients.get(0).length());
    assertEquals(1, Engines.stockSteps(net));
  }

  @Test
  void masksOfOneBatchAreForgottenAtTheNext() {
    DataSet masked = DropInNetworks.batch();
    masked.setLabelsMaskArray(
        Nd4j.createFromArray(new float[][] {{1}, {1}, {0}, {1}, {0}, {1}, {1}, {1}}));
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
      each.fit(DropInNetworks.batch());
      each.fit(masked);
      each.fit(DropInNetworks.batch());
    }
    assertClose("parameters", stock.params(), net.params(), 1e-5);
    assertEquals(stock.score(), net.score(), 1e-5);
    assertEquals(0, Engines.stockSteps(net));
    assertEquals(3, net.getIterationCount());
  }

  @Test
  void masksOfAPredictionAreForgotten() {
    DataSet batch = DropInNetworks.batch();
    batch.setLabelsMaskArray(Nd4j.ones(8, 1));
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
      each.fit(DropInNetworks.vectors());
    }
    assertEquals(stock.score(batch), net.score(batch), 1e-5);
    assertClose(
        "output",
        stock.output(batch.getFeatures(), false, null, batch.getLabelsMaskArray()),
        net.output(batch.getFeatures(), false, null, batch.getLabelsMaskArray()),
        1e-5);
    net.fit(DropInNetworks.vectors());
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void aNetworkThatIsNotInitialisedHasNoObstaclesYet() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    assertThrows(IllegalStateException.class, () -> Engines.obstacles(net));
    assertThrows(
        IllegalStateException.class, () -> Engines.obstacles(DropInNetworks.convolutional()));
  }

  @Test
  void allObstaclesAreToldAtOnceAndStockDl4jTrains() {
    MultiLayerNetwork net =
        Engines.accelerate(
            new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder()
                    .updater(new AMSGrad())
                    .list()
                    .layer(new SimpleRnn.Builder().name("memory").nIn(2).nOut(3).build())
                    .layer(new SimpleRnn.Builder().name("more").nIn(3).nOut(3).build())
                    .layer(new RnnLossLayer.Builder().activation(Activation.SOFTMAX).build())
                    .build()));
    net.init();
    String obstacles = Engines.obstacles(net).toString();
    assertTrue(obstacles.contains("'memory'") && obstacles.contains("'more'"), obstacles);
    net.fit(Nd4j.rand(2, 2, 4), Nd4j.rand(2, 3, 4));
    assertEquals(1, Engines.stockSteps(net));
    assertEquals(1, net.getIterationCount());
    assertEquals(2, net.output(Nd4j.rand(2, 2, 4)).size(0));
  }

  @Test
  void aSoftmaxOverAnInputThatIsASeriesGoesOverItsSteps() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .list()
            .layer(new ActivationLayer(Activation.SOFTMAX))
            .layer(new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH).build())
            .layer(
                new RnnOutputLayer.Builder().nIn(4).nOut(2).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.recurrent(3))
            .build();
    MultiLayerNetwork stock = new MultiLayerNetwork(configuration.clone());
    stock.init();
    MultiLayerNetwork net = Engines.accelerate(new MultiLayerNetwork(configuration));
    net.init();
    INDArray series = Nd4j.rand(2, 3, 5);
    INDArray expected = stock.output(series.dup());
    assertTrue(expected.equalsWithEps(net.output(series.dup()), 1e-5));
    INDArray labels = Nd4j.rand(2, 2, 5);
    net.fit(series.dup(), labels);
    stock.fit(series, labels);
    assertEquals(0, Engines.stockSteps(net));
    assertTrue(stock.params().equalsWithEps(net.params(), 1e-5));
  }

  @Test
  void aNetworkWithoutParametersPredicts() {
    MultiLayerNetwork net =
        Engines.accelerate(
            new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder()
                    .list()
                    .layer(new ActivationLayer(Activation.RELU))
                    .layer(new LossLayer.Builder().activation(Activation.SOFTMAX).build())
                    .setInputType(InputType.feedForward(2))
                    .build()));
    net.init();
    assertEquals(List.of("The network has no parameters"), Engines.obstacles(net));
    assertEquals(3, net.output(Nd4j.rand(3, 2)).sumNumber().doubleValue(), 1e-5);
    net.fit(Nd4j.rand(3, 2), Nd4j.rand(3, 2));
    assertEquals(0, net.getIterationCount());
  }

  @Test
  void wrongShapesEndInDl4jsOwnException() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    INDArray labels = DropInNetworks.batch().getLabels();
    INDArray before = net.params().dup();
    assertThrows(DL4JInvalidInputException.class, () -> net.fit(Nd4j.rand(8, 7), labels));
    assertThrows(RuntimeException.class, () -> net.fit(Nd4j.rand(8, 6), Nd4j.rand(8, 4)));
    assertThrows(RuntimeException.class, () -> net.fit(Nd4j.rand(8, 6), Nd4j.rand(4, 3)));
    assertThrows(DL4JInvalidInputException.class, () -> net.output(Nd4j.rand(8, 2, 3, 3)));
    assertEquals(before, net.params());
    net.fit(DropInNetworks.batch());
    assertEquals(1, net.getIterationCount());
  }

  @Test
  void aGraphRefusesWrongShapesToo() {
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    graph.init();
    DataSet batch = DropInNetworks.images().next(8);
    INDArray before = graph.params().dup();
    for (INDArray features :
        List.of(
            Nd4j.rand(8, 1, 9, 9), Nd4j.rand(8, 2, 8, 8), Nd4j.rand(8, 64), Nd4j.rand(8, 1, 64))) {
      assertThrows(
          RuntimeException.class, () -> graph.fit(new DataSet(features, batch.getLabels())));
      assertThrows(RuntimeException.class, () -> graph.output(features));
    }
    assertThrows(
        RuntimeException.class,
        () -> graph.output(batch.getFeatures(), batch.getFeatures()),
        "two inputs for one");
    assertEquals(before, graph.params());
    graph.fit(batch);
    assertEquals(1, graph.getIterationCount());
  }

  @Test
  void numbersOfAnotherTypeAreTaken() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    MultiLayerNetwork stock = DropInNetworks.dense();
    DataSet batch = DropInNetworks.batch();
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
      each.fit(batch.getFeatures().castTo(DataType.DOUBLE), batch.getLabels());
    }
    assertEquals(stock.score(), net.score(), 1e-5);
  }
}
