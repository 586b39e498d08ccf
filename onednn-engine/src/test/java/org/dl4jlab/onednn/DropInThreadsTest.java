package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** One thread at a time computes with an accelerated network. */
class DropInThreadsTest {

  @Test
  void aSecondThreadIsToldInsteadOfCrashing() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    net.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            Thread second = new Thread(() -> net.evaluate(DropInNetworks.vectors()), "second");
            second.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
            second.start();
            try {
              second.join();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    net.fit(DropInNetworks.batch());
    assertNotNull(thrown.get());
    assertEquals(IllegalStateException.class, thrown.get().getClass());
    assertEquals(
        "Thread 'second' uses a network while thread '%s' does: give each a clone of its own"
            .formatted(Thread.currentThread().getName()),
        thrown.get().getMessage());
  }

  @Test
  void clonesTrainInThreadsOfTheirOwn() throws InterruptedException {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    List<MultiLayerNetwork> nets = List.of(net, net.clone());
    List<Thread> threads =
        nets.stream().map(each -> new Thread(() -> each.fit(DropInNetworks.vectors(), 5))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(50, nets.get(1).getIterationCount());
    assertEquals(net.params(), nets.get(1).params());
  }

  @Test
  void threadsThatFitInTurnsAllCount() throws InterruptedException {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(new Thread(() -> net.fit(DropInNetworks.vectors(), 2)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(40, net.getIterationCount());
    assertTrue(Double.isFinite(net.score()));
  }

  @Test
  void threadsThatTrainAtTheSameTimeAreToldAndDoNoHarm() throws InterruptedException {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread thread = new Thread(() -> repeat(net, 200, thrown));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    // DL4J's own fields may be another thread's, with whatever exception then.
    assertTrue(thrown.stream().allMatch(RuntimeException.class::isInstance), thrown::toString);
    net.clear();
    net.init();
    int before = net.getIterationCount();
    net.fit(DropInNetworks.batch());
    assertEquals(before + 1, net.getIterationCount());
    assertEquals(8, net.output(DropInNetworks.batch().getFeatures()).size(0));
  }

  private static void repeat(MultiLayerNetwork net, int count, Queue<Throwable> thrown) {
    DataSet batch = DropInNetworks.batch();
    for (int i = 0; i < count; i++) {
      try {
        net.fit(batch);
        net.output(batch.getFeatures());
      } catch (RuntimeException | Error e) {
        thrown.add(e);
      }
    }
  }

  @Test
  void whoOnlyReadsWaitsForTheEndOfAStep() throws InterruptedException {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              for (int i = 0; i < 300; i++) {
                net.params();
                net.getUpdater();
              }
            });
    reader.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    reader.start();
    for (int i = 0; i < 300; i++) {
      net.fit(DropInNetworks.batch());
    }
    reader.join();
    assertNull(thrown.get());
    assertEquals(300, net.getIterationCount());
  }
}
