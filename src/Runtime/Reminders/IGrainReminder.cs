namespace Orleans.Runtime;

/// <summary>A handle of a reminder.</summary>
public interface IGrainReminder
{
    /// <summary>The reminder's name, unique within its grain.</summary>
    string ReminderName { get; }
}
