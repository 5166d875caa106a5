namespace BotOps.Sandbox.Cloud;

/// <summary>The machines below the double's instances.</summary>
public interface ICloudHosts
{
    /// <summary>That of an instance's network card, from the first moment on.</summary>
    /// <param name="number">Counts all that were ever bought, from 1.</param>
    string Address(int number);

    /// <summary>The instance is shown as Running when this has ended.</summary>
    Task Boot(CloudInstance instance, CancellationToken stopping);

    /// <summary>Ends what runs there and forgets the machine; also for one that has not booted.</summary>
    Task Remove(CloudInstance instance, CancellationToken stopping);
}
