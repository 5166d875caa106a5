using System.Text;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>
/// The two programs that ssh starts on a host. Both are constants without a single quote, a backslash or a line end, so that whatever
/// login shell is there hands them to bash as they are; everything that differs comes by their standard input.
/// </summary>
static class RemoteScripts
{
    /// <summary>Said instead of an answer where the host script is not there.</summary>
    public const string Absent = "::botops-absent";

    /// <summary>Said at the end of a call: the next may come.</summary>
    public const string Ready = "::botops-ready";

    /// <summary>Said by <see cref="Put"/>: nothing to send, from which byte, and how it ended.</summary>
    public const string There = "::botops-there", From = "::botops-from ", Done = "::botops-done", Damaged = "::botops-damaged", Short = "::botops-short";

    /// <summary>What <see cref="Encode"/> wrote, in <c>decoded</c>.</summary>
    const string Decode = "decode() { if [[ $1 == =* ]]; then decoded=${1#=}; else decoded=$(printf %s \"$1\" | base64 -d); fi; }; ";

    /// <summary>
    /// For each call reads root, script and its digest, each on a line, then is the host script, which reads the rest. Without a digest it is
    /// known to be whole. Where a call may not have been read to its end, nothing can follow it.
    /// </summary>
    static readonly string run = Decode + OneLine("""
        exec 2>&1;
        whole() { [[ -f $root/$script ]] || return; [[ -z $sha ]] && return; read -r digest _ < <(sha256sum <"$root/$script") && [[ $digest == "$sha" ]]; };
        while IFS= read -r root && IFS= read -r script && IFS= read -r sha; do
        (
        decode "$root" || exit 64;
        root=$decoded;
        whole || { echo "::botops-absent"; exit 64; };
        . "$root/$script"
        );
        (($? < 64)) || exit;
        echo "::botops-ready";
        done
        """);

    /// <summary>
    /// Reads root, path, digest and length, then the file from where it says. What came before a break stays beside the target and is gone
    /// on from; only the whole file with the right digest takes the target's place.
    /// </summary>
    static readonly string put = Decode + OneLine("""
        exec 2>&1;
        IFS= read -r root; IFS= read -r path; read -r sha; read -r length;
        decode "$root" && root=$decoded && decode "$path" && path=$decoded || exit 1;
        target=$root/$path; folder=${target%/*}; part=$folder/.${target##*/}.${sha:0:12}.part;
        sum() { ! type -P openssl >/dev/null || openssl dgst -sha256 -r 2>/dev/null; };
        digest_of() { digest=; read -r digest _ < <(sum <"$1"); [[ ${#digest} == 64 ]] || read -r digest _ < <(sha256sum <"$1"); };
        has() { [[ -f $1 && $(stat -L -c %s -- "$1") == "$length" ]] && digest_of "$1" && [[ $digest == "$sha" ]]; };
        has "$target" && { echo "::botops-there"; exit 0; };
        [[ -d $folder ]] || mkdir -p -- "$folder" || exit 1;
        exec {lock}>>"$part" || exit 1;
        flock -w 60 "$lock" || { echo "another copy of this file is still being received"; exit 1; };
        has "$target" && { rm -f -- "$part"; echo "::botops-there"; exit 0; };
        [[ $part -ef /dev/fd/$lock ]] || { echo "::botops-short"; exit 0; };
        size=$(stat -c %s -- "$part") || exit 1;
        ((size <= length)) || { : >"$part"; size=0; };
        echo "::botops-from $size";
        cat >>"$part" || { rm -f -- "$part"; exit 1; };
        size=$(stat -c %s -- "$part") || exit 1;
        ((size < length)) && { echo "::botops-short"; exit 0; };
        has "$part" || { rm -f -- "$part"; echo "::botops-damaged"; exit 0; };
        chmod 644 -- "$part" && mv -fT -- "$part" "$target" && exec {lock}>&- && echo "::botops-done"
        """);

    public static string Run(Host host) => As(host, run);
    public static string Put(Host host) => As(host, put);

    /// <summary>As it is, marked so, where bash reads it as it is; else in base64.</summary>
    public static string Encode(string text) => text.All(c => c is >= ' ' and <= '~') ? $"={text}" : Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // The user was checked when the catalog was read (CatalogNames.SystemUser), and is an argument to sudo, not shell text
    static string As(Host host, string script) => host.Ssh?.Sudo is { } user ? $"exec sudo -n -u {user} -- bash -p -c '{script}'" : $"exec bash -p -c '{script}'";

    static string OneLine(string script) => script.ReplaceLineEndings(" ");
}
