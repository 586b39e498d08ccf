package org.dl4jlab.imdb.vectors;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.models.embeddings.WeightLookupTable;
import org.deeplearning4j.models.embeddings.learning.ElementsLearningAlgorithm;
import org.deeplearning4j.models.embeddings.learning.impl.elements.BatchSequences;
import org.deeplearning4j.models.embeddings.loader.VectorsConfiguration;
import org.deeplearning4j.models.sequencevectors.interfaces.SequenceIterator;
import org.deeplearning4j.models.sequencevectors.sequence.Sequence;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.wordstore.VocabCache;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Skip-gram and CBOW for DL4J's {@code Word2Vec}, in Java arrays, which are written into DL4J's
 * table at the end.
 *
 * <p>DL4J's own {@code SkipGram} makes an object of each pair of words and hands lists of them to a
 * native operation; this takes a third of its time, mostly because a context's words share their
 * negative samples ({@link NegativeSampling}). Its window reaches up to {@code 2 * window - 1}
 * words, as the number that shall shorten it is signed.
 */
final class SkipGramCbow implements ElementsLearningAlgorithm<VocabWord>, AutoCloseable {

  private final VectorOptions options;
  private final ExecutorService pool;
  private final BlockingQueue<NegativeSampling.Worker> idle;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private WeightLookupTable<VocabWord> table;
  private float[][] vectors;

  SkipGramCbow(VectorOptions options) {
    this.options = options;
    this.idle = new ArrayBlockingQueue<>(options.threads());
    this.pool = Executors.newFixedThreadPool(options.threads());
  }

  @Override
  public String getCodeName() {
    return options.cbow() ? "CBOW" : "SkipGram";
  }

  @Override
  public void configure(
      VocabCache<VocabWord> vocabulary,
      WeightLookupTable<VocabWord> lookupTable,
      VectorsConfiguration configuration) {
    table = lookupTable;
    vectors = table.getWeights().toFloatMatrix();
    int[] counts = new int[vocabulary.numWords()];
    for (int word = 0; word < counts.length; word++) {
      counts[word] = (int) vocabulary.elementAtIndex(word).getElementFrequency();
    }
    NegativeSampling learning = new NegativeSampling(vectors, counts, options);
    for (int i = 0; i < options.threads(); i++) {
      idle.add(learning.worker(options.seed() + i));
    }
  }

  @Override
  public void pretrain(SequenceIterator<VocabWord> iterator) {
    // There is nothing to be done before.
  }

  @Override
  public double learnSequence(
      Sequence<VocabWord> sequence,
      AtomicLong nextRandom,
      double learningRate,
      BatchSequences<VocabWord> batch) {
    return learnSequence(sequence, nextRandom, learningRate);
  }

  /** With several threads it returns when one has taken the sequence. */
  @Override
  public double learnSequence(
      Sequence<VocabWord> sequence, AtomicLong nextRandom, double learningRate) {
    int[] text = sequence.getElements().stream().mapToInt(VocabWord::getIndex).toArray();
    NegativeSampling.Worker worker = take();
    if (options.threads() == 1) {
      worker.learn(text, (float) learningRate);
      idle.add(worker);
      return 0;
    }
    pool.execute(
        () -> {
          try {
            worker.learn(text, (float) learningRate);
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            idle.add(worker);
          }
        });
    return 0;
  }

  private NegativeSampling.Worker take() {
    try {
      NegativeSampling.Worker worker = idle.take();
      if (failure.get() != null) {
        throw failure.get();
      }
      return worker;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while training", e);
    }
  }

  @Override
  public boolean isEarlyTerminationHit() {
    return false;
  }

  /** At the end of the training. */
  @Override
  public void finish() {
    NegativeSampling.Worker[] all = new NegativeSampling.Worker[options.threads()];
    for (int i = 0; i < all.length; i++) {
      all[i] = take();
    }
    table.getWeights().assign(Nd4j.create(vectors));
    for (NegativeSampling.Worker worker : all) {
      idle.add(worker);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
