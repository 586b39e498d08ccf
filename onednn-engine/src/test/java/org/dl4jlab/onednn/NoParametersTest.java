package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that have nothing to learn: they compute, and a step changes nothing. */
class NoParametersTest {

  private static final float CLOSE = 1e-6f;

  private final INDArray x = Nd4j.linspace(-1, 1, 32).reshape(2, 1, 4, 4);
  private final INDArray y = Nd4j.ones(2, 1, 2, 2).reshape(2, 4);

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(4, 4, 1))
                .addVertex("twice", new ScaleVertex(2), "in")
                .addLayer(
                    "pool",
                    new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
                    "twice")
                .addLayer("act", new ActivationLayer(Activation.TANH), "pool")
                .addLayer(
                    "out",
                    new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
                    new CnnToFeedForwardPreProcessor(2, 2, 1),
                    "act")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static MultiLayerNetwork layers() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
                .layer(new LossLayer.Builder(LossFunction.MSE).activation(Activation.TANH).build())
                .inputPreProcessor(1, new CnnToFeedForwardPreProcessor(2, 2, 1))
                .build());
    network.init();
    return network;
  }

  @Test
  void computeAndHaveALoss() {
    Batch batch = new ArrayBatch(new MultiDataSet(x.dup(), y));
    INDArray expected = graph().outputSingle(x.dup());
    double loss = graph().score(new DataSet(x.dup(), y));
    for (Engine opened : List.of(Engines.named("onednn", graph()), Engines.fastest(graph()))) {
      try (Engine engine = opened) {
        assertEquals("onednn", engine.name());
        assertClose("output", expected, engine.output(batch), CLOSE);
        assertEquals(loss, engine.fit(batch).loss(), CLOSE);
        engine.sync();
        engine.reload();
        engine.endEpoch();
        assertClose("output", expected, engine.output(batch), CLOSE);
      }
    }
  }

  @Test
  void asTheObjectsThatTheyWere() {
    ComputationGraph graph = Engines.accelerate(graph());
    assertClose("output", graph().outputSingle(x.dup()), graph.outputSingle(x.dup()), CLOSE);
    graph.fit(new DataSet(x.dup(), y));
    MultiLayerNetwork network = Engines.accelerate(layers());
    assertClose("output", layers().output(x.dup()), network.output(x.dup()), CLOSE);
    network.fit(new DataSet(x.dup(), y));
  }
}
