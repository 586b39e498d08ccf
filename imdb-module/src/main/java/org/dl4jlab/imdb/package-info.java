/** The command line of the sentiment experiment on IMDB's movie reviews. */
package org.dl4jlab.imdb;
