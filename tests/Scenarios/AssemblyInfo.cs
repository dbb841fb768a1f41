// Each scenario loads the machine with processes of its own; side by side they would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
