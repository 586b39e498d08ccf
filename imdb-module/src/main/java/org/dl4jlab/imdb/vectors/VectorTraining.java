package org.dl4jlab.imdb.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.deeplearning4j.models.sequencevectors.SequenceVectors;
import org.deeplearning4j.models.sequencevectors.enums.ListenerEvent;
import org.deeplearning4j.models.sequencevectors.interfaces.VectorsListener;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.models.word2vec.wordstore.inmemory.AbstractCache;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;

/**
 * Trains word vectors with DL4J's {@code Word2Vec}: its vocabulary, its table of vectors, its loop
 * over the texts and its falling learning rate, with skip-gram or CBOW of our own ({@link
 * SkipGramCbow}).
 */
public final class VectorTraining {

  /** The learning rate at the end, as in the original word2vec. */
  private static final double LAST_LEARNING_RATE = 1e-4;

  private VectorTraining() {}

  /**
   * Trains on texts, whose words are taken in lower case. With one thread the same texts and
   * options give the same bits; with more they do not.
   *
   * @param texts gone through once
   * @param notice is told what is trained, and when an epoch is over
   * @throws UserException when hardly any word occurs often enough, or the training diverges
   */
  public static WordVectors train(
      Iterable<List<String>> texts, VectorOptions options, Consumer<String> notice) {
    Corpus corpus = Corpus.of(texts, options.minCount());
    int count = corpus.words().size();
    if (count < 2) {
      throw new UserException(
          "Word vectors need 2 words or more that occur %d times, but there is %d; ask for less by --min-count"
              .formatted(options.minCount(), count));
    }
    notice.accept(
        "%s vectors of %,d numbers for %,d words, from %,d tokens"
            .formatted(
                options.cbow() ? "CBOW" : "Skip-gram", options.size(), count, corpus.tokens()));
    try (SkipGramCbow learning = new SkipGramCbow(options)) {
      Word2Vec word2vec = word2vec(corpus, options, learning, notice);
      run(word2vec);
      return vectors(corpus, word2vec.getLookupTable().getWeights().data().asFloat(), options);
    }
  }

  private static Word2Vec word2vec(
      Corpus corpus, VectorOptions options, SkipGramCbow learning, Consumer<String> notice) {
    AbstractCache<VocabWord> vocabulary = new AbstractCache.Builder<VocabWord>().build();
    List<VocabWord> words = new ArrayList<>();
    for (int i = 0; i < corpus.words().size(); i++) {
      VocabWord word = new VocabWord(corpus.counts()[i], corpus.words().get(i), i);
      vocabulary.addToken(word);
      vocabulary.addWordToIndex(i, word.getLabel());
      words.add(word);
    }
    // The learning rate falls with the share of this that is done.
    vocabulary.setTotalWordOccurences(corpus.tokens() * options.epochs());
    CorpusIterator texts = new CorpusIterator(corpus, words, options.epochs());
    // What is sampled is our learning's business: DL4J needs no tables for it.
    return new Word2Vec.Builder()
        .iterate(texts)
        .vocabCache(vocabulary)
        .resetModel(false)
        .elementsLearningAlgorithm(learning)
        .useHierarchicSoftmax(false)
        .layerSize(options.size())
        .windowSize(options.window())
        .minWordFrequency(1)
        .epochs(1)
        .learningRate(options.learningRate())
        .minLearningRate(LAST_LEARNING_RATE)
        .batchSize(1)
        .workers(1)
        .seed(options.seed())
        .setVectorsListeners(
            List.of(new Epochs(texts.sequences(), options.epochs(), corpus.tokens(), notice)))
        .build();
  }

  /**
   * Runs the training, and fails if it fails: DL4J trains in a thread of its own, whose failure is
   * printed and otherwise lost, and would wait for that thread for ever.
   */
  private static void run(Word2Vec word2vec) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    ThreadGroup group =
        new ThreadGroup("word2vec") {
          @Override
          public void uncaughtException(Thread thread, Throwable e) {
            failure.compareAndSet(null, e);
            interrupt();
          }
        };
    Thread thread = new Thread(group, word2vec::fit, "word2vec");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      group.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while training word vectors", e);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("DL4J's Word2Vec failed", failure.get());
    }
  }

  private static WordVectors vectors(Corpus corpus, float[] trained, VectorOptions options) {
    for (float value : trained) {
      if (!Float.isFinite(value)) {
        throw new UserException(
            "The training of the word vectors diverged at the learning rate %s; ask for a smaller one"
                .formatted(options.learningRate()));
      }
    }
    float[] values = new float[trained.length + options.size()];
    System.arraycopy(trained, 0, values, options.size(), trained.length);
    return new WordVectors(corpus.words(), new EmbeddingMatrix(values, options.size()));
  }

  /** Tells how an epoch went when it is over. */
  private static final class Epochs implements VectorsListener<VocabWord> {

    private final long sequences;
    private final int epochs;
    private final long tokens;
    private final Consumer<String> notice;
    private long start;

    Epochs(long sequences, int epochs, long tokens, Consumer<String> notice) {
      this.sequences = sequences;
      this.epochs = epochs;
      this.tokens = tokens;
      this.notice = notice;
    }

    @Override
    public boolean validateEvent(ListenerEvent event, long sequence) {
      if (start == 0) {
        start = System.nanoTime(); // DL4J has started, and ND4J with it
      }
      return event == ListenerEvent.LINE && sequence % sequences == 0;
    }

    @Override
    public void processEvent(
        ListenerEvent event, SequenceVectors<VocabWord> vectors, long sequence) {
      double seconds = (System.nanoTime() - start) / 1e9;
      notice.accept(
          "Word vectors, epoch %d/%d: %.1f s, %,.0f tokens/s"
              .formatted(sequence / sequences, epochs, seconds, tokens / seconds));
      start = System.nanoTime();
    }
  }
}
