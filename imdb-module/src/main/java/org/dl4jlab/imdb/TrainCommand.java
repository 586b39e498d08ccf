package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cli.Experiment;
import org.dl4jlab.cli.ResumedRun;
import org.dl4jlab.cli.TrainingArguments;
import org.dl4jlab.cli.TrainingSession;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.encoding.EncodedReviews;
import org.dl4jlab.imdb.encoding.TokenizedReviews;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.vectors.VectorWriter;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train the network; everything that comes out goes into the run's folder.",
      "By default 2 epochs with the learning rate 0.001, into runs/imdb-sentiment-TIME."
    })
final class TrainCommand extends ImdbCommand {

  @Option(
      names = "--vectors",
      description =
          "A file of word vectors (GloVe or word2vec, text or binary, also gzipped), or own: trained on the reviews themselves (default own).")
  private String vectors;

  @Option(names = "--vectors-limit", description = "Look at so many words of the file only.")
  private Integer vectorsLimit;

  @Option(names = "--tokens", description = "Cut or pad reviews to so many (default 400).")
  private Integer tokens;

  @Mixin private TrainingArguments arguments;

  TrainCommand(DataLocations places) {
    super(places);
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    return arguments.resume() == null ? trainAnew() : trainOn();
  }

  private int trainAnew() throws IOException {
    SentimentExperiment options = checked(() -> over(SentimentExperiment.defaults()));
    var settings = options.settings();
    Path path = arguments.newRun("imdb-" + SentimentExperiment.NETWORK);
    ReviewSet reviews =
        openReviews(settings.data()).limited(settings.limitTrain(), settings.limitTest());
    TokenizedReviews tokenized = TokenizedReviews.of(reviews);
    WordVectors words =
        openVectors(options.vectors(), options.vectorsLimit(), reviews, tokenized.vocabulary());
    ComputationGraph graph =
        new ComputationGraph(SentimentCnn.configuration(options.networkFor(words.size())));
    graph.init();
    Experiment experiment = experiment(graph, reviews, tokenized, words, options);
    return new TrainingSession(this, experiment, arguments).start(path);
  }

  private int trainOn() throws IOException {
    if (vectors != null
        || vectorsLimit != null
        || tokens != null
        || arguments.changesWhatARunKeeps()) {
      throw usage(ResumedRun.KEEPS_OPTIONS);
    }
    ResumedRun run = ResumedRun.open(arguments.resume(), SentimentExperiment.NAME);
    SentimentExperiment options =
        checked(() -> over(RunFolder.options(run.config(), SentimentExperiment.class)));
    History history = run.history(options.settings());
    WordVectors words = vectorsOf(run.folder(), run.graph());
    ReviewSet reviews = openReviewsOf(run.config(), options.settings(), arguments.data());
    Experiment experiment =
        experiment(run.graph(), reviews, TokenizedReviews.of(reviews), words, options);
    run.requireSameData(experiment.data(), "reviews");
    return new TrainingSession(this, experiment, arguments).resume(run.folder().path(), history);
  }

  private SentimentExperiment over(SentimentExperiment base) {
    return new SentimentExperiment(
        vectors == null ? base.vectors() : vectors,
        vectorsLimit == null ? base.vectorsLimit() : vectorsLimit,
        tokens == null ? base.tokens() : tokens,
        arguments.over(base.settings()));
  }

  private Experiment experiment(
      ComputationGraph graph,
      ReviewSet reviews,
      TokenizedReviews tokenized,
      WordVectors words,
      SentimentExperiment options) {
    EncodedReviews encoded =
        EncodedReviews.of(reviews, tokenized, words, options.tokens(), options.settings().seed());
    say(
        "Words: %,d different, %.1f %% of all tokens have a vector",
        tokenized.vocabulary().size(), 100 * encoded.knownShare());
    RunConfig.DataInfo data =
        new RunConfig.DataInfo(
            reviews.kind(),
            reviews.title(),
            reviews.source(),
            List.of(options.tokens(), words.size()),
            ReviewSet.CLASS_NAMES,
            encoded.train().count(),
            encoded.test().count(),
            ReviewSet.checksum(reviews.train()),
            ReviewSet.checksum(reviews.test()),
            new RunConfig.VectorInfo(
                options.vectors(),
                words.count(),
                words.size(),
                encoded.knownShare(),
                words.checksum()));
    return new Experiment(
        SentimentExperiment.NAME,
        SentimentExperiment.NETWORK,
        graph,
        InputType.recurrent(words.size(), options.tokens()),
        encoded.train(),
        encoded.validation(),
        options,
        options.settings(),
        data,
        ImdbMain.version(),
        folder -> VectorWriter.write(words, folder.file(VECTORS)),
        new SentimentEvaluation(
            reviews.test(),
            encoded.test(),
            new Explainer(graph, words, options.tokens()),
            reviews.title(),
            options.settings().seed()));
  }
}
