package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.imdb.vectors.VectorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Go through a file of word vectors: its format, words, size, and how fast.")
final class VectorsInfoCommand extends BaseCommand {

  private static final int SHOWN_WORDS = 20;

  @Option(
      names = "--vectors",
      required = true,
      paramLabel = "FILE",
      description =
          "GloVe, fastText or DL4J text, word2vec text or binary, also gzipped or zipped.")
  private Path file;

  @Option(names = "--limit", description = "Look at the first so many words only (default all).")
  private int limit = Integer.MAX_VALUE;

  /** The figures as JSON. */
  private record Figures(
      String vectors,
      String format,
      long words,
      int size,
      List<String> first,
      long bytes,
      double seconds,
      double megabytesPerSecond) {}

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw usage("--limit must be 1 or more, not " + limit);
    }
    List<String> first = new ArrayList<>();
    VectorFile.Facts facts =
        VectorFile.scan(
            file,
            limit,
            word -> {
              if (first.size() < SHOWN_WORDS) {
                first.add(word);
              }
            });
    say("Vectors: %s", file);
    say("Format:  %s", facts.format());
    say("Words:   %,d%s", facts.words(), facts.words() == limit ? " (as many as asked for)" : "");
    say("Size:    %,d numbers a word", facts.size());
    say("First:   %s", String.join(" ", first));
    say(
        "Read:    %,.1f MB unpacked in %.2f s, %,.0f MB/s",
        facts.bytes() / 1e6, facts.seconds(), facts.megabytesPerSecond());
    result(
        new Figures(
            file.toString(),
            facts.format(),
            facts.words(),
            facts.size(),
            first,
            facts.bytes(),
            facts.seconds(),
            facts.megabytesPerSecond()));
    return CommandRunner.DONE;
  }
}
