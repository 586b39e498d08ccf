package org.dl4jlab.imdb.data;

import java.net.URI;
import java.util.List;
import org.dl4jlab.source.RemoteFile;

/**
 * The facts of IMDB's Large Movie Review Dataset: Maas, Daly, Pham, Huang, Ng and Potts,
 * <i>Learning Word Vectors for Sentiment Analysis</i>, ACL 2011, and <a
 * href="https://ai.stanford.edu/~amaas/data/sentiment/">the data set's page</a>.
 *
 * <p>25,000 reviews to train on and 25,000 to test on, half of them negative (1 to 4 stars) and
 * half positive (7 to 10), and 50,000 without a label. The file {@code train/pos/6587_9.txt} holds
 * review 6587, which gave 9 stars.
 */
public final class Imdb {

  /** The folder in the official archive. */
  public static final String FOLDER = "aclImdb";

  /** Where the unlabelled reviews are in it. */
  public static final String UNLABELLED = "train/unsup";

  /** Where reviews are in it. */
  public static final List<String> FOLDERS =
      List.of("train/neg", "train/pos", "test/neg", "test/pos", UNLABELLED);

  /** Tells the official folder from one that a person has laid out in the same way. */
  public static final String VOCABULARY = "imdb.vocab";

  /** The authors' own copy. */
  public static final RemoteFile ARCHIVE =
      new RemoteFile(
          "aclImdb_v1.tar.gz",
          URI.create("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"),
          84_125_825L,
          "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe");

  private Imdb() {}
}
