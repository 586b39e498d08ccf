package org.dl4jlab.imdb;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.data.ReviewSets;
import org.dl4jlab.imdb.encoding.EncodedReviews;
import org.dl4jlab.imdb.encoding.TokenizedReviews;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.writer.KerasExport;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.ValidationInfo;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;

/** The experiment on reviews. A fifth of those to train on validate the training. */
public final class SentimentAnalysis implements ExperimentFamily<SentimentExperiment> {

  @Override
  public String name() {
    return SentimentExperiment.NAME;
  }

  @Override
  public Class<SentimentExperiment> optionsType() {
    return SentimentExperiment.class;
  }

  @Override
  public SentimentExperiment defaults() {
    return SentimentExperiment.defaults();
  }

  @Override
  public Experiment create(SentimentExperiment options, DataAccess access, Console console)
      throws IOException {
    if (options.imported() != null) {
      throw new UserException(
          "The network %s was imported, but not kept; import it again"
              .formatted(options.imported()));
    }
    return create(options, null, access, console);
  }

  /**
   * A network from elsewhere, beside the reviews and word vectors that it knows.
   *
   * @throws UserException when it takes or gives other than they have
   */
  Experiment adopt(
      ImportedModel model, SentimentExperiment options, DataAccess access, Console console)
      throws IOException {
    return create(options, model, access, console);
  }

  /**
   * A network that was given word numbers, with the vectors of its own embedding.
   *
   * @throws UserException when it takes or gives other than the reviews have
   */
  Experiment adopt(
      ImportedModel model,
      WordVectors words,
      SentimentExperiment options,
      DataAccess access,
      Console console)
      throws IOException {
    ReviewSet reviews = open(options.settings().data(), access, console);
    int classes = reviews.classNames().size();
    requireFit(model, options.tokens(), words.size(), classes == 2 ? 1 : classes);
    TokenizedReviews tokenized = TokenizedReviews.of(reviews, options.layout());
    EncodedReviews encoded = encode(options, reviews, tokenized, words, console);
    return experiment(options, model.graph(), reviews, encoded, words);
  }

  /**
   * @param model in place of the lecture's network, or null
   */
  private Experiment create(
      SentimentExperiment options, ImportedModel model, DataAccess access, Console console)
      throws IOException {
    var settings = options.settings();
    ReviewSet all = new ReviewSets(access).open(settings.data());
    ReviewSet reviews =
        all.limited(settings.limitTrain(), settings.limitTest(), settings.seed())
            .validatedOn(settings.method().validation(), settings.seed());
    tell(reviews, all, console);
    TokenizedReviews tokenized = TokenizedReviews.of(reviews);
    WordVectors words =
        RunVectors.choose(
            options.vectors(),
            options.vectorsLimit(),
            reviews,
            tokenized.vocabulary(),
            access.cache(),
            console);
    EncodedReviews encoded = encode(options, reviews, tokenized, words, console);
    int classes = reviews.classNames().size();
    ComputationGraph graph;
    if (model == null) {
      graph =
          new ComputationGraph(
              settings
                  .recipe(encoded.train().classCounts())
                  .applyTo(SentimentCnn.configuration(options.networkFor(words.size(), classes))));
      graph.init();
    } else {
      requireFit(model, options.tokens(), words.size(), classes == 2 ? 1 : classes);
      graph = model.graph();
    }
    return experiment(options, graph, reviews, encoded, words);
  }

  @Override
  public Experiment reopen(TrainedRun<SentimentExperiment> run, DataAccess access, Console console)
      throws IOException {
    WordVectors words = RunVectors.read(run);
    tellIfChanged(words, run.config(), console);
    ReviewSet reviews = reviewsOf(run, access, console);
    TokenizedReviews tokenized = TokenizedReviews.of(reviews, run.options().layout());
    EncodedReviews encoded = encode(run.options(), reviews, tokenized, words, console);
    return experiment(run.options(), run.graph(), reviews, encoded, words);
  }

  private static void requireFit(ImportedModel model, int tokens, int size, int outputs) {
    boolean takes =
        model.inputs().size() == 1
            && model.inputs().get(0).length == 2
            && model.inputs().get(0)[1] == size;
    boolean gives =
        model.outputs().size() == 1 && Arrays.equals(model.outputs().get(0), new int[] {outputs});
    if (!takes || !gives) {
      throw new UserException(
          "The model takes %s and gives %s; for these reviews and word vectors it must take %s and give %s"
              .formatted(
                  model.inputText(),
                  model.outputText(),
                  ImportedModel.text(tokens, size),
                  ImportedModel.text(outputs)));
    }
  }

  /** Of the lecture's network; of others nothing is known but what they predict. */
  static Explainer explainer(
      SentimentExperiment options, ComputationGraph graph, WordVectors words) {
    return options.imported() == null
        ? new Explainer(graph, words, options.tokens())
        : Explainer.withoutReasons(graph, words, options.layout(), options.tokens());
  }

  @Override
  public InputType inputType(List<Integer> sample) {
    return InputType.recurrent(sample.get(1), sample.get(0));
  }

  /** As in the lecture: a list of layers, the last activation one of them. */
  @Override
  public KerasExport keras(ComputationGraph network, InputType input) {
    return KerasExport.of(network, input).sequential().activationApart(SentimentCnn.OUTPUT);
  }

  private static void tellIfChanged(WordVectors words, RunConfig config, Console console) {
    RunConfig.VectorInfo trainedWith = config.data().vectors();
    if (trainedWith == null || !words.checksum().equals(trainedWith.sha256())) {
      console.say("The run's word vectors are not those that it was trained with");
    }
  }

  /** The reviews that a run was made with, or others that the person names: all of these. */
  static ReviewSet reviewsOf(
      TrainedRun<SentimentExperiment> run, DataAccess access, Console console) throws IOException {
    var settings = run.options().settings();
    ReviewSet all =
        new ReviewSets(access)
            .open(run.data(), run.division())
            .withClasses(run.config().data().classNames());
    ReviewSet reviews =
        run.division() == Division.HELD_OUT
            ? all.limited(settings.limitTrain(), run.testLimit(), settings.seed())
                .validatedOn(settings.method().validation(), settings.seed())
            : all;
    tell(reviews, all, console);
    return reviews;
  }

  /** All reviews. */
  static ReviewSet open(String data, DataAccess access, Console console) throws IOException {
    ReviewSet reviews = new ReviewSets(access).open(data);
    tell(reviews, reviews, console);
    return reviews;
  }

  private static void tell(ReviewSet used, ReviewSet all, Console console) {
    console.say(
        "Data: %s from %s, %s reviews to train on, %s to test on",
        all.title(), all.source(), used(used.train(), all.train()), used(used.test(), all.test()));
    if (!all.classNames().equals(ReviewSet.CLASS_NAMES)) {
      console.say("Classes: %s", String.join(", ", all.classNames()));
    }
    all.notices().forEach(notice -> console.say("%s", notice));
  }

  private static String used(List<Review> some, List<Review> all) {
    return some.size() == all.size()
        ? String.format(Locale.ROOT, "%,d", all.size())
        : String.format(Locale.ROOT, "%,d of %,d", some.size(), all.size());
  }

  private static EncodedReviews encode(
      SentimentExperiment options,
      ReviewSet reviews,
      TokenizedReviews tokenized,
      WordVectors words,
      Console console) {
    EncodedReviews encoded =
        EncodedReviews.of(
            reviews,
            tokenized,
            words,
            options.layout(),
            options.tokens(),
            options.settings().seed());
    console.say(
        "Words: %,d different, %.1f %% of all tokens have a vector",
        tokenized.vocabulary().size(), 100 * encoded.knownShare());
    return encoded;
  }

  private static Experiment experiment(
      SentimentExperiment options,
      ComputationGraph graph,
      ReviewSet reviews,
      EncodedReviews encoded,
      WordVectors words) {
    return new Experiment(
        SentimentExperiment.NAME,
        options,
        graph,
        InputType.recurrent(words.size(), options.tokens()),
        new ExperimentData(
            encoded.train(),
            encoded.validation(),
            encoded.test(),
            facts(options, reviews, encoded, words),
            "reviews"),
        folder -> RunVectors.write(words, folder),
        new ReviewSamples(
            reviews.test(),
            reviews.classNames(),
            encoded.test(),
            EncodedReviews.validationOf(reviews, options.settings().seed()),
            explainer(options, graph, words)));
  }

  private static RunConfig.DataInfo facts(
      SentimentExperiment options, ReviewSet reviews, EncodedReviews encoded, WordVectors words) {
    return new RunConfig.DataInfo(
            reviews.kind(),
            reviews.title(),
            reviews.source(),
            List.of(options.tokens(), words.size()),
            reviews.classNames(),
            encoded.train().count(),
            encoded.test().count(),
            ReviewSet.checksum(reviews.train()),
            ReviewSet.checksum(reviews.test()),
            new RunConfig.VectorInfo(
                options.vectors(),
                words.count(),
                words.size(),
                encoded.knownShare(),
                words.checksum()))
        .validatedOn(
            ValidationInfo.of(
                reviews.validatedOnTest(),
                options.settings().method().validation().holdsOut()
                    || reviews.validation().isEmpty(),
                encoded.validation().count(),
                ReviewSet.checksum(
                    EncodedReviews.validationOf(reviews, options.settings().seed()))));
  }
}
