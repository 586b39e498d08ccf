/** IMDB's reviews, people's own reviews and the built-in sample, through DataVec. */
package org.dl4jlab.imdb.data;
