namespace Orleans;

/// <summary>A grain whose identity is a string. All keys in this project are strings.</summary>
public interface IGrainWithStringKey : IGrain
{
}
