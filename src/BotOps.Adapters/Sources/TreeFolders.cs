using CliWrap;

namespace BotOps.Adapters.Sources;

/// <summary>Takes checked-out trees away.</summary>
static class TreeFolders
{
    /// <summary>Whatever is in it and whoever owns it; one that is not there is no trouble.</summary>
    /// <exception cref="IOException">Something is left.</exception>
    public static async Task Remove(string directory, CancellationToken stopping)
    {
        // rm walks by open directories, so that nothing left running in the tree can lead it elsewhere by swapping in a link.
        if (await Run("rm", ["-rf", "--", directory], stopping)) return;
        await Run("chmod", ["-R", "u+rwx", "--", directory], stopping); // caches of some build tools are read-only folders
        if (!await Run("rm", ["-rf", "--", directory], stopping)) throw new IOException($"{directory} could not be removed.");
    }

    static async Task<bool> Run(string program, string[] arguments, CancellationToken stopping) =>
        (await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteAsync(stopping)).ExitCode == 0;
}
