/** The experiment on IMDB's movie reviews and its command line. */
package org.dl4jlab.imdb;
