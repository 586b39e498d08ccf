package org.dl4jlab.cli;

import java.util.function.UnaryOperator;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.RemoteFile;

/**
 * Where a program looks for real data.
 *
 * @param cache of downloads
 * @param mirror from where to fetch an official archive in its authors' place
 */
public record DataLocations(Cache cache, UnaryOperator<RemoteFile> mirror) {

  /** The person's cache and the authors' sites. */
  public static DataLocations ofUser() {
    return new DataLocations(Cache.ofUser(), UnaryOperator.identity());
  }
}
