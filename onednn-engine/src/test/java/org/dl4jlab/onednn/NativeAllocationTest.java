package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A step of a plan that is there allocates nothing native: no arrays of ND4J's, no pointers. */
class NativeAllocationTest {

  private static final int WARM_UP = 3;
  private static final int STEPS = 50;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "branches: two residual blocks",
        "branches: inception",
        "branches: dropout in one of two",
        "branches: dense block",
        "branches: two outputs",
        "batch norm first",
        "dropout on images",
        "negative log-likelihood",
        "squared error",
        "several binary outputs",
        "penalty: l1 and l2",
        "gradients: of each layer clipped",
        "recurrent: two layers",
        "recurrent: from both ends",
        "recurrent: the last step",
        "mask: samples",
        "mask: the mean step",
        "mask: the last step"
      })
  void aStepAllocatesNothing(String name) {
    NetworkCase net = SuiteNetworks.named(name);
    Batch batch = Batches.of(net, 5, new Random(1));
    requireNothing(net, batch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"branches: inception", "recurrent: two layers", "squared error"})
  void theOrderOfArraysDoesNotMatter(String name) {
    NetworkCase net = SuiteNetworks.named(name);
    MultiDataSet arrays = Batches.of(net, 5, new Random(1)).arrays();
    requireNothing(
        net,
        new ArrayBatch(
            new MultiDataSet(columnMajor(arrays.getFeatures()), columnMajor(arrays.getLabels()))));
  }

  private static INDArray[] columnMajor(INDArray[] arrays) {
    return Arrays.stream(arrays).map(array -> array.dup('f')).toArray(INDArray[]::new);
  }

  private static void requireNothing(NetworkCase net, Batch batch) {
    try (Engine engine = Engines.named(OneDnnEngine.NAME, net.model())) {
      fit(engine, batch, WARM_UP);
      System.gc();
      long pointers = Pointer.totalCount();
      long bytes = Pointer.totalBytes();
      long arrays = countOfArrays();
      fit(engine, batch, STEPS);
      assertEquals(arrays + 1, countOfArrays(), "arrays, operations");
      assertTrue(Pointer.totalCount() <= pointers, "pointers that own memory");
      assertTrue(Pointer.totalBytes() <= bytes, "bytes that pointers own");
    }
  }

  private static void fit(Engine engine, Batch batch, int steps) {
    for (int i = 0; i < steps; i++) {
      engine.fit(batch);
    }
  }

  /** A number that rises with every buffer and every operation of ND4J's, and with each asking. */
  private static long countOfArrays() {
    return Nd4j.getDeallocatorService().nextValue();
  }
}
