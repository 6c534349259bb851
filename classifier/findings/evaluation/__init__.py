"""The phase `evaluation`: judgements of a trained model by what it says of rows that it was not trained on."""
