/** Pages for people, made of runs. */
package org.dl4jlab.serve.pages;
