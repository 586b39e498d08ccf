/** From reviews and word vectors to batches of word numbers. */
package org.dl4jlab.imdb.encoding;
